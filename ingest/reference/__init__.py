"""Reference: whom pronouns, "the company" and unnamed phrases mean; what a noun phrase stands for."""
