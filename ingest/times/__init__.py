"""Times: which words say when, what they mean (TIMEX3), which days that may be."""
