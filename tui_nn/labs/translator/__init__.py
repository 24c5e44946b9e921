"""The lab translator: sixty words, six rules, and a Russian sentence that becomes English step by step."""
