"""What a publication, an award, an activity and a person are.

Plain frozen data, standard library only: every other package may import this
one, and it imports none of them.
"""
