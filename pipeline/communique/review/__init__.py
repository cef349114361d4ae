"""People check what the tagger said: a sample to review, sheets read back, scores, gold.

Its parts, in the order of use: :mod:`sample` draws passages, :mod:`forms` writes them as
sheets, :mod:`sheet` reads the filled sheets, :mod:`verdicts` settles what several coders
said and weighs it, :mod:`scores` and :mod:`agreement` measure, :mod:`gold` and
:mod:`reviewed` carry the verdicts on to training data and to the tags of the next run.
"""
