"""A picture of a case's map: what is drawn in it, where in the world that is, and where its faults lie.

``scene.scene_of`` gathers plain data, ``sheet.draw`` makes an SVG of them, ``small.small_map`` a fragment for a page.
"""
