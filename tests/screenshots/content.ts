/** What stands in the pictures: a plan that a few people work on. */

export const people = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "Edsger Dijkstra"] as const;

export const planTitle = "Bicycle festival 2027";

export const plan = `Everything for the weekend of **12 and 13 June**: what is decided, who does what, and what is
still open. Questions go into the text, right where they come up.

## What is decided

- The course leads along the river and back through the old town.
- Children ride first, at ten; the long tour starts at noon.
- There is water at three places, and a workshop at the bridge.

> Two people at one bicycle get further than either alone, as long as both keep pedalling.

## Who does what

| Task | Who | Until |
| :--- | :--- | ---: |
| Permission of the city | Ada | 1 March |
| Posters and programme | Grace | 15 April |
| Workshop at the bridge | Alan | 1 June |

- [x] Ask the fire brigade
- [x] Book the bridge
- [ ] Find forty helpers
- [ ] Print the maps

## The course, for those who ride by instrument

\`\`\`ts
const course = ["market", "river", "bridge", "mill", "market"];
const kilometres = course.length * 4.2;
\`\`\`

More in the [handbook](https://example.org/handbook).
`;

export const others: readonly (readonly [string, string])[] = [
  ["Letter to the neighbours", "Dear neighbours, on the second weekend in June it will be lively."],
  ["Budget", "| Item | Sum |\n| --- | ---: |\n| Posters | 240 |\n| Water | 180 |"],
  ["Minutes of 3 February", "Present: Ada, Grace, Alan.\n\n1. Course\n2. Helpers\n3. Weather"],
  ["Song for the opening", "Round and round the wheels go."],
  ["Ideas for next year", "- A night tour\n- A race for cargo bikes"],
];
