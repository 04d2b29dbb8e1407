import type { Body, Member } from "../../core/domain/body.ts";
import { compareDanish } from "../../core/domain/danish-order.ts";
import type { BodyRepository } from "../../core/store.ts";
import type { Connection } from "../connection.ts";

export function bodyRepository(connection: Connection): BodyRepository {
  const list = connection.prepare<BodyRow>("SELECT * FROM bodies ORDER BY id");
  const get = connection.prepare<BodyRow>("SELECT * FROM bodies WHERE id = ?");
  const add = connection.prepare<BodyRow>(
    `INSERT INTO bodies (name, stamp_name, genitive, running_name, own_genitive, abbreviation, prints_kind, pack)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
  );
  const update = connection.prepare<BodyRow>(
    `UPDATE bodies SET name = ?, stamp_name = ?, genitive = ?, running_name = ?, own_genitive = ?, abbreviation = ?,
       prints_kind = ?, pack = ? WHERE id = ? RETURNING *`,
  );
  const members = connection.prepare<MemberRow>("SELECT * FROM members WHERE body_id = ? ORDER BY position, id");
  const addMember = connection.prepare<MemberRow>(
    `INSERT INTO members (body_id, name, party, role, substitute, from_date, to_date, position)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
  );
  const updateMember = connection.prepare<MemberRow>(
    `UPDATE members SET body_id = ?, name = ?, party = ?, role = ?, substitute = ?, from_date = ?, to_date = ?,
       position = ? WHERE id = ? RETURNING *`,
  );
  const removeMember = connection.prepare("DELETE FROM members WHERE id = ?");

  const listed = () => list.all().map(toBody).sort((a, b) => compareDanish(a.name, b.name));

  return {
    list: listed,
    get: (id) => toBodyOrNull(get.get(id)),
    find: (name) => findByName(listed(), name),
    add: (body) => toBody(add.one(...bodyValues(body))),
    update: (body) => toBody(update.one(...bodyValues(body), body.id)),
    members: (bodyId) => members.all(bodyId).map(toMember),
    addMember: (member) => toMember(addMember.one(...memberValues(member))),
    updateMember: (member) => toMember(updateMember.one(...memberValues(member), member.id)),
    removeMember: (id) => void removeMember.run(id),
  };
}

/** SQLite's own lower() leaves Æ, Ø and Å as they are, so names are compared here; a workspace has a handful. */
function findByName(bodies: readonly Body[], name: string): Body | null {
  const wanted = comparable(name);
  const has = (given: (body: Body) => string | null) =>
    bodies.find((body) => comparable(given(body) ?? "") === wanted);
  if (wanted === "") return null;
  return has((body) => body.name) ?? has((body) => body.stampName) ?? has((body) => body.abbreviation) ?? null;
}

function comparable(name: string): string {
  return name.normalize("NFC").toLocaleLowerCase("da").replace(/\s+/gu, " ").trim();
}

interface BodyRow {
  readonly id: number;
  readonly name: string;
  readonly stamp_name: string;
  readonly genitive: string;
  readonly running_name: string;
  readonly own_genitive: string | null;
  readonly abbreviation: string | null;
  readonly prints_kind: number;
  readonly pack: string;
}

function toBody(row: BodyRow): Body {
  return {
    id: row.id,
    name: row.name,
    stampName: row.stamp_name,
    genitive: row.genitive,
    runningName: row.running_name,
    ownGenitive: row.own_genitive,
    abbreviation: row.abbreviation,
    printsKind: row.prints_kind === 1,
    pack: row.pack,
  };
}

function toBodyOrNull(row: BodyRow | undefined): Body | null {
  return row ? toBody(row) : null;
}

function bodyValues(body: Omit<Body, "id">) {
  return [
    body.name, body.stampName, body.genitive, body.runningName, body.ownGenitive, body.abbreviation,
    Number(body.printsKind), body.pack,
  ] as const;
}

interface MemberRow {
  readonly id: number;
  readonly body_id: number;
  readonly name: string;
  readonly party: string | null;
  readonly role: string | null;
  readonly substitute: number;
  readonly from_date: string | null;
  readonly to_date: string | null;
  readonly position: number;
}

function toMember(row: MemberRow): Member {
  return {
    id: row.id,
    bodyId: row.body_id,
    name: row.name,
    party: row.party,
    role: row.role,
    substitute: row.substitute === 1,
    from: row.from_date,
    to: row.to_date,
    position: row.position,
  };
}

function memberValues(member: Omit<Member, "id">) {
  return [
    member.bodyId, member.name, member.party, member.role, Number(member.substitute), member.from, member.to,
    member.position,
  ] as const;
}
