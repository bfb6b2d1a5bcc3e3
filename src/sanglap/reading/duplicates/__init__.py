"""Do two posts tell of the same incident, whoever wrote them and in whatever writing?"""
