// `GET /api/offers/facts` as one would write it for Node 20: what `start` sets the Lambda `offers` beside.
import { gunzipSync } from "node:zlib";
import { DynamoDBClient, GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { run } from "./runtime.mjs";

const TableName = process.env.TERSKEL_TABLE;
const table = new DynamoDBClient({});
const FRESH = 10_000;
let kept;

async function get(pk, sk) {
  const { Item } = await table.send(
    new GetItemCommand({ TableName, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true }),
  );
  return Item;
}

async function portal() {
  if (kept && Date.now() - kept.readAt < FRESH) return kept.portal;
  const version = (await get("snapshot#pointer", "pointer")).current.S;
  if (kept?.version !== version) {
    const { Items } = await table.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": { S: `snapshot#${version}` } },
      }),
    );
    const packed = Buffer.concat(Items.map((item) => item.bytes.B));
    kept = { version, portal: JSON.parse(gunzipSync(packed)).portal };
  }
  kept.readAt = Date.now();
  return kept.portal;
}

async function facts() {
  const { launches } = await portal();
  const now = Date.now();
  const launch = launches
    .toSorted((a, b) => Date.parse(a.opens) - Date.parse(b.opens))
    .find((one) => now < Date.parse(one.closes));
  if (!launch) return { phase: "closed" };
  const counter = await get(`seats#${launch.id}`, "counter");
  const used = Number(counter?.used?.N ?? 0);
  const phase = now < Date.parse(launch.opens) ? "upcoming" : used < launch.seats ? "open" : "sold-out";
  return {
    launch: launch.id,
    phase,
    opens: launch.opens,
    closes: launch.closes,
    seats_left: launch.seats - used,
    offers: launch.offers.filter((offer) => offer.audience === "everyone"),
  };
}

await run(async (event) => {
  const secrets = process.env.TERSKEL_ORIGIN_SECRETS.split(",");
  if (!secrets.includes(event.headers["x-terskel-origin"])) return { statusCode: 403 };
  if (event.rawPath !== "/api/offers/facts") return { statusCode: 400 };
  const headers = { "content-type": "application/json", "cache-control": "public, max-age=5" };
  return { statusCode: 200, headers, body: JSON.stringify(await facts()) };
});
