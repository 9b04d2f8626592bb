"""letters, page links, drafts that save themselves, notes, the rep's voice, calendar feeds

Revision 0008, after 0007, 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

import reviews.base

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

ONE_A_DAY = sa.text('at_once IS FALSE')
ONE_WAITING = sa.text('at_once IS FALSE AND next_try_at IS NOT NULL')
WAITING = sa.text('letter_id IS NULL AND dropped_at IS NULL')


def upgrade():
    op.create_table('feed',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_feed_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feed')),
    sa.UniqueConstraint('person_id', name=op.f('uq_feed_person_id')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_feed_token_hash'))
    )
    op.create_table('letter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('address', sa.String(length=254), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('message_id', sa.String(length=120), nullable=False),
    sa.Column('at_once', sa.Boolean(), nullable=False),
    sa.Column('made_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('next_try_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('handed_over_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('sent_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('sent_on', sa.Date(), nullable=True),
    sa.Column('refused_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('dropped_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('problem', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_letter_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter')),
    sa.UniqueConstraint('message_id', name=op.f('uq_letter_message_id'))
    )
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.create_index('ix_letter_next_try_at', ['next_try_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_letter_person_id'), ['person_id'], unique=False)
        batch_op.create_index('uq_letter_one_a_day', ['person_id', 'sent_on'], unique=True,
                              sqlite_where=ONE_A_DAY, postgresql_where=ONE_A_DAY)
        batch_op.create_index('uq_letter_one_waiting', ['person_id'], unique=True,
                              sqlite_where=ONE_WAITING, postgresql_where=ONE_WAITING)

    op.create_table('note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('rep_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('seen_on', sa.Date(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=True),
    sa.Column('tab', sa.String(length=40), nullable=False),
    sa.Column('made_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('changed_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_note_author_id')),
    sa.ForeignKeyConstraint(['rep_id'], ['person.id'], name=op.f('fk_note_rep_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note'))
    )
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_note_author_id_key'), ['author_id', 'key'], unique=True)
        batch_op.create_index(batch_op.f('ix_note_rep_id'), ['rep_id'], unique=False)

    op.create_table('matter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('made_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('due_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=True),
    sa.Column('dropped_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_matter_by_id')),
    sa.ForeignKeyConstraint(['letter_id'], ['letter.id'], name=op.f('fk_matter_letter_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_matter_meeting_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_matter_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_matter')),
    sa.UniqueConstraint('key', name=op.f('uq_matter_key'))
    )
    with op.batch_alter_table('matter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_matter_letter_id'), ['letter_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_matter_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_matter_person_id'), ['person_id'], unique=False)
        batch_op.create_index('ix_matter_waiting', ['due_at'], unique=False, sqlite_where=WAITING, postgresql_where=WAITING)

    op.create_table('page_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.Column('expires_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_page_link_made_by_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_page_link_meeting_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_page_link_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_page_link')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_page_link_token_hash'))
    )
    with op.batch_alter_table('page_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_page_link_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_page_link_person_id'), ['person_id'], unique=False)

    op.create_table('voice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('wants', sa.Text(), nullable=False),
    sa.Column('hindered', sa.Text(), nullable=False),
    sa.Column('tab', sa.String(length=40), nullable=False),
    sa.Column('handed_in_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('changed_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_voice_review_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_voice')),
    sa.UniqueConstraint('review_id', name=op.f('uq_voice_review_id'))
    )
    with op.batch_alter_table('contributor', schema=None) as batch_op:
        batch_op.add_column(sa.Column('due_at', reviews.base.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('declined_at', reviews.base.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('declined_why', sa.String(length=200), server_default='', nullable=False))

    with op.batch_alter_table('observation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('suggestion', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('key', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('tab', sa.String(length=40), server_default='', nullable=False))
        batch_op.drop_index(batch_op.f('ix_observation_author_id'))
        batch_op.create_index(batch_op.f('ix_observation_author_id_key'), ['author_id', 'key'], unique=True)

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('no_reminders_since', reviews.base.UtcDateTime(timezone=True), nullable=True))

    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.add_column(sa.Column('page_link_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_sign_in_page_link_id'), ['page_link_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_sign_in_page_link_id'), 'page_link', ['page_link_id'], ['id'])



def downgrade():
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_sign_in_page_link_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_sign_in_page_link_id'))
        batch_op.drop_column('page_link_id')

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_column('no_reminders_since')

    with op.batch_alter_table('observation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_observation_author_id_key'))
        batch_op.create_index(batch_op.f('ix_observation_author_id'), ['author_id'], unique=False)
        batch_op.drop_column('tab')
        batch_op.drop_column('key')
        batch_op.drop_column('suggestion')

    with op.batch_alter_table('contributor', schema=None) as batch_op:
        batch_op.drop_column('declined_why')
        batch_op.drop_column('declined_at')
        batch_op.drop_column('due_at')

    op.drop_table('voice')
    with op.batch_alter_table('page_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_page_link_person_id'))
        batch_op.drop_index(batch_op.f('ix_page_link_meeting_id'))

    op.drop_table('page_link')
    with op.batch_alter_table('matter', schema=None) as batch_op:
        batch_op.drop_index('ix_matter_waiting', sqlite_where=WAITING, postgresql_where=WAITING)
        batch_op.drop_index(batch_op.f('ix_matter_person_id'))
        batch_op.drop_index(batch_op.f('ix_matter_meeting_id'))
        batch_op.drop_index(batch_op.f('ix_matter_letter_id'))

    op.drop_table('matter')
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_note_rep_id'))
        batch_op.drop_index(batch_op.f('ix_note_author_id_key'))

    op.drop_table('note')
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.drop_index('uq_letter_one_waiting',
                              sqlite_where=ONE_WAITING, postgresql_where=ONE_WAITING)
        batch_op.drop_index('uq_letter_one_a_day',
                              sqlite_where=ONE_A_DAY, postgresql_where=ONE_A_DAY)
        batch_op.drop_index(batch_op.f('ix_letter_person_id'))
        batch_op.drop_index('ix_letter_next_try_at')

    op.drop_table('letter')
    op.drop_table('feed')
