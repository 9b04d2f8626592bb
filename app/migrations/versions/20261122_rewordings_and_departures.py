"""what commitments said before they were worded anew, and who left a running plan that they coached on

Revision 0026, after 0025, 2026-11-22. Both are taken from what is kept already: versions of plans, and who left when.
"""

from itertools import groupby, pairwise

import sqlalchemy as sa
from alembic import op

import reviews.base

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None

MOMENT = reviews.base.UtcDateTime(timezone=True)
VERSIONS = sa.table('plan_version', *(sa.column(name, type_) for name, type_ in (
    ('plan_id', sa.Integer), ('number', sa.Integer), ('content', sa.JSON), ('reason', sa.Text), ('published_by_id', sa.Integer),
    ('published_at', MOMENT))))

REWORDINGS = sa.table('rewording', *(sa.column(name, type_) for name, type_ in (
    ('commitment_id', sa.Integer), ('was', sa.Text), ('why', sa.Text), ('by_id', sa.Integer), ('at', MOMENT))))


def upgrade():
    op.create_table('rewording',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('commitment_id', sa.Integer(), nullable=False),
    sa.Column('was', sa.Text(), nullable=False),
    sa.Column('was_accepted_at', MOMENT, nullable=True),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_rewording_by_id')),
    sa.ForeignKeyConstraint(['commitment_id'], ['commitment.id'], name=op.f('fk_rewording_commitment_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rewording'))
    )
    with op.batch_alter_table('rewording', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rewording_commitment_id'), ['commitment_id'], unique=False)
    op.create_table('departure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('checked_in', sa.Boolean(), nullable=False),
    sa.Column('named_at', MOMENT, nullable=True),
    sa.Column('named_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['named_by_id'], ['person.id'], name=op.f('fk_departure_named_by_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_departure_person_id')),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_departure_plan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_departure'))
    )
    with op.batch_alter_table('departure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_departure_plan_id'), ['plan_id'], unique=False)
    op.execute("""INSERT INTO departure (plan_id, person_id, at, checked_in)
        SELECT DISTINCT commitment.plan_id, person.id, person.left_at, false FROM commitment
        JOIN person ON person.id = commitment.owner_id WHERE commitment.dropped_at = person.left_at""")
    _reword()


def downgrade():
    op.drop_table('departure')
    op.drop_table('rewording')


def _reword():
    """Of each version the commitments that say something else than in the one before it."""
    bind, found = op.get_bind(), []
    there = set(bind.scalars(sa.text('SELECT id FROM commitment')))
    versions = bind.execute(sa.select(VERSIONS).order_by(VERSIONS.c.plan_id, VERSIONS.c.number)).all()
    for _, its in groupby(versions, lambda version: version.plan_id):
        for before, after in pairwise(its):
            was, says = _said(before.content), _said(after.content)
            found += [{'commitment_id': id, 'was': was[id], 'why': after.reason, 'by_id': after.published_by_id, 'at': after.published_at}
                      for id in sorted(was.keys() & says.keys() & there) if was[id] != says[id]]
    if found:
        op.bulk_insert(REWORDINGS, found)


def _said(content):
    """The words of a version's commitments, by their id, where it knows that."""
    return {one['id']: one['what'] for one in (content or {}).get('commitments', ()) if 'id' in one}
