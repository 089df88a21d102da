"""Records -> ordered, grouped sections: what a directive asks for.

``pipeline.select`` is the way in. Knows neither the format that a record came
in nor how it will look; data and options never make it raise.
"""
