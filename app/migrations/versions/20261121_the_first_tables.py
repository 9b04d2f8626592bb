"""the first tables

Revision 0001, after none, 2026-11-21
"""

import sqlalchemy as sa
from alembic import op

import reviews.base

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('first_admin_code',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_first_admin_code')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_first_admin_code_code_hash'))
    )
    op.create_table('person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('function', sa.String(length=20), nullable=True),
    sa.Column('office', sa.String(length=200), nullable=False),
    sa.Column('is_admin', sa.Boolean(), nullable=False),
    sa.Column('is_leader', sa.Boolean(), nullable=False),
    sa.Column('left_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('email', name=op.f('uq_person_email'))
    )
    op.create_table('sent_form',
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('location', sa.String(length=500), nullable=False),
    sa.Column('sent_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_sent_form_person_id')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_sent_form'))
    )
    with op.batch_alter_table('sent_form', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sent_form_person_id'), ['person_id'], unique=False)

    op.create_table('sign_in',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('began_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_sign_in_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sign_in_token_hash'))
    )
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_person_id'), ['person_id'], unique=False)

    op.create_table('sign_in_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('used_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_sign_in_link_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_link')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sign_in_link_token_hash'))
    )
    with op.batch_alter_table('sign_in_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_link_person_id'), ['person_id'], unique=False)

    op.create_table('team',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('manager_id', sa.Integer(), nullable=False),
    sa.Column('facilitator_id', sa.Integer(), nullable=False),
    sa.Column('cadence', sa.String(length=10), nullable=False),
    sa.Column('time_zone', sa.String(length=60), nullable=False),
    sa.Column('paper', sa.String(length=6), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['facilitator_id'], ['person.id'], name=op.f('fk_team_facilitator_id')),
    sa.ForeignKeyConstraint(['manager_id'], ['person.id'], name=op.f('fk_team_manager_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team')),
    sa.UniqueConstraint('name', name=op.f('uq_team_name'))
    )
    with op.batch_alter_table('team', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_team_facilitator_id'), ['facilitator_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_team_manager_id'), ['manager_id'], unique=False)

    op.create_table('meeting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=False),
    sa.Column('period', sa.String(length=7), nullable=False),
    sa.Column('due_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('meets_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('manager_id', sa.Integer(), nullable=False),
    sa.Column('facilitator_id', sa.Integer(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('made_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('opened_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('began_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('closed_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['facilitator_id'], ['person.id'], name=op.f('fk_meeting_facilitator_id')),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_meeting_made_by_id')),
    sa.ForeignKeyConstraint(['manager_id'], ['person.id'], name=op.f('fk_meeting_manager_id')),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_meeting_team_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting')),
    sa.UniqueConstraint('team_id', 'period', name=op.f('uq_meeting_team_id_period'))
    )
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_facilitator_id'), ['facilitator_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_meeting_manager_id'), ['manager_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_meeting_team_id'), ['team_id'], unique=False)

    op.create_table('membership',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('began_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_membership_person_id')),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_membership_team_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_membership_team_id'), ['team_id'], unique=False)
        batch_op.create_index('uq_membership_one_team_now', ['person_id'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.create_table('contributor',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('function', sa.String(length=20), nullable=False),
    sa.Column('asked_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['asked_by_id'], ['person.id'], name=op.f('fk_contributor_asked_by_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_contributor_meeting_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_contributor_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contributor')),
    sa.UniqueConstraint('meeting_id', 'person_id', name=op.f('uq_contributor_meeting_id_person_id'))
    )
    with op.batch_alter_table('contributor', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contributor_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contributor_person_id'), ['person_id'], unique=False)

    op.create_table('import',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('file_name', sa.String(length=255), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('columns', sa.JSON(), nullable=False),
    sa.Column('time_zone', sa.String(length=60), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('made_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_import_made_by_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_import_meeting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import'))
    )
    with op.batch_alter_table('import', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_import_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('review',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('rep_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('taken_up_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('closed_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('closed_by_id', sa.Integer(), nullable=True),
    sa.Column('closed_why', sa.String(length=30), nullable=True),
    sa.Column('closed_note', sa.Text(), nullable=False),
    sa.Column('decided_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['closed_by_id'], ['person.id'], name=op.f('fk_review_closed_by_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_review_meeting_id')),
    sa.ForeignKeyConstraint(['rep_id'], ['person.id'], name=op.f('fk_review_rep_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review')),
    sa.UniqueConstraint('meeting_id', 'rep_id', name=op.f('uq_review_meeting_id_rep_id'))
    )
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_review_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_review_rep_id'), ['rep_id'], unique=False)

    op.create_table('board_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('proposed', sa.JSON(), nullable=True),
    sa.Column('undone_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_board_step_by_id')),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_board_step_review_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_board_step'))
    )
    with op.batch_alter_table('board_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_step_review_id'), ['review_id'], unique=False)

    op.create_table('nothing_to_add',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('said_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_nothing_to_add_person_id')),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_nothing_to_add_review_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_nothing_to_add')),
    sa.UniqueConstraint('review_id', 'person_id', name=op.f('uq_nothing_to_add_review_id_person_id'))
    )
    with op.batch_alter_table('nothing_to_add', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_nothing_to_add_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_nothing_to_add_review_id'), ['review_id'], unique=False)

    op.create_table('observation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('function', sa.String(length=20), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('effect', sa.Text(), nullable=False),
    sa.Column('occasion', sa.Text(), nullable=False),
    sa.Column('basis', sa.String(length=12), nullable=False),
    sa.Column('personal', sa.Boolean(), nullable=False),
    sa.Column('without_manager', sa.Boolean(), nullable=False),
    sa.Column('readers', sa.Text(), nullable=False),
    sa.Column('for_manager_id', sa.Integer(), nullable=True),
    sa.Column('for_facilitator_id', sa.Integer(), nullable=True),
    sa.Column('noted_by_id', sa.Integer(), nullable=True),
    sa.Column('confirmed_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('handed_in_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('made_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('changed_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_observation_author_id')),
    sa.ForeignKeyConstraint(['for_facilitator_id'], ['person.id'], name=op.f('fk_observation_for_facilitator_id')),
    sa.ForeignKeyConstraint(['for_manager_id'], ['person.id'], name=op.f('fk_observation_for_manager_id')),
    sa.ForeignKeyConstraint(['noted_by_id'], ['person.id'], name=op.f('fk_observation_noted_by_id')),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_observation_review_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_observation'))
    )
    with op.batch_alter_table('observation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_observation_author_id'), ['author_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_observation_review_id'), ['review_id'], unique=False)

    op.create_table('theme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('made_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('dropped_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_theme_made_by_id')),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_theme_review_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_theme'))
    )
    with op.batch_alter_table('theme', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_theme_review_id'), ['review_id'], unique=False)

    op.create_table('decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('item_from', sa.Text(), nullable=False),
    sa.Column('item_to', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=False),
    sa.Column('decided_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_by_id', sa.Integer(), nullable=True),
    sa.Column('withdrawn_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_why', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_decision_decided_by_id')),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_decision_review_id')),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_decision_theme_id')),
    sa.ForeignKeyConstraint(['withdrawn_by_id'], ['person.id'], name=op.f('fk_decision_withdrawn_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision'))
    )
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_review_id'), ['review_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_theme_id'), ['theme_id'], unique=False)
        batch_op.create_index('uq_decision_one_item', ['review_id'], unique=True, sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))

    op.create_table('parked_theme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('functions', sa.JSON(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('parked_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('unparked_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_parked_theme_review_id')),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_parked_theme_theme_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_parked_theme'))
    )
    with op.batch_alter_table('parked_theme', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_parked_theme_review_id'), ['review_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_parked_theme_theme_id'), ['theme_id'], unique=False)

    op.create_table('placement',
    sa.Column('observation_id', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=True),
    sa.Column('placed_by_id', sa.Integer(), nullable=False),
    sa.Column('placed_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['observation_id'], ['observation.id'], name=op.f('fk_placement_observation_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['placed_by_id'], ['person.id'], name=op.f('fk_placement_placed_by_id')),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_placement_theme_id')),
    sa.PrimaryKeyConstraint('observation_id', name=op.f('pk_placement'))
    )
    with op.batch_alter_table('placement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_placement_theme_id'), ['theme_id'], unique=False)

    op.create_table('comeback',
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('parked_theme_id', sa.Integer(), nullable=False),
    sa.Column('said_by_id', sa.Integer(), nullable=False),
    sa.Column('said_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['parked_theme_id'], ['parked_theme.id'], name=op.f('fk_comeback_parked_theme_id')),
    sa.ForeignKeyConstraint(['said_by_id'], ['person.id'], name=op.f('fk_comeback_said_by_id')),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_comeback_theme_id')),
    sa.PrimaryKeyConstraint('theme_id', name=op.f('pk_comeback'))
    )
    with op.batch_alter_table('comeback', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_comeback_parked_theme_id'), ['parked_theme_id'], unique=False)

    op.create_table('dissent',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_dissent_decision_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_dissent_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dissent')),
    sa.UniqueConstraint('decision_id', 'person_id', name=op.f('uq_dissent_decision_id_person_id'))
    )
    with op.batch_alter_table('dissent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dissent_decision_id'), ['decision_id'], unique=False)

    op.create_table('plan',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('rep_id', sa.Integer(), nullable=False),
    sa.Column('manager_id', sa.Integer(), nullable=False),
    sa.Column('facilitator_id', sa.Integer(), nullable=False),
    sa.Column('coach_id', sa.Integer(), nullable=False),
    sa.Column('goal', sa.Text(), nullable=False),
    sa.Column('gains', sa.Text(), nullable=False),
    sa.Column('witness', sa.Text(), nullable=False),
    sa.Column('cause', sa.String(length=12), nullable=True),
    sa.Column('cause_note', sa.Text(), nullable=False),
    sa.Column('measure_what', sa.Text(), nullable=False),
    sa.Column('measure_kind', sa.String(length=10), nullable=False),
    sa.Column('measure_unit', sa.String(length=20), nullable=False),
    sa.Column('measure_note', sa.Text(), nullable=False),
    sa.Column('baseline', sa.Double(), nullable=True),
    sa.Column('target', sa.Double(), nullable=True),
    sa.Column('drafted_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('published_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('published_by_id', sa.Integer(), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('length', sa.Integer(), nullable=False),
    sa.Column('closed_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['coach_id'], ['person.id'], name=op.f('fk_plan_coach_id')),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_plan_decision_id')),
    sa.ForeignKeyConstraint(['facilitator_id'], ['person.id'], name=op.f('fk_plan_facilitator_id')),
    sa.ForeignKeyConstraint(['manager_id'], ['person.id'], name=op.f('fk_plan_manager_id')),
    sa.ForeignKeyConstraint(['published_by_id'], ['person.id'], name=op.f('fk_plan_published_by_id')),
    sa.ForeignKeyConstraint(['rep_id'], ['person.id'], name=op.f('fk_plan_rep_id')),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_plan_review_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan')),
    sa.UniqueConstraint('decision_id', name=op.f('uq_plan_decision_id'))
    )
    with op.batch_alter_table('plan', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_coach_id'), ['coach_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_plan_facilitator_id'), ['facilitator_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_plan_manager_id'), ['manager_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_plan_rep_id'), ['rep_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_plan_review_id'), ['review_id'], unique=False)
        batch_op.create_index('uq_plan_one_active', ['rep_id'], unique=True, sqlite_where=sa.text('published_at IS NOT NULL AND closed_at IS NULL'), postgresql_where=sa.text('published_at IS NOT NULL AND closed_at IS NULL'))

    op.create_table('presence',
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_presence_decision_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_presence_person_id')),
    sa.PrimaryKeyConstraint('decision_id', 'person_id', name=op.f('pk_presence'))
    )
    op.create_table('acknowledgement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_acknowledgement_plan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_acknowledgement')),
    sa.UniqueConstraint('plan_id', 'number', name=op.f('uq_acknowledgement_plan_id_number'))
    )
    with op.batch_alter_table('acknowledgement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_acknowledgement_plan_id'), ['plan_id'], unique=False)

    op.create_table('check_in',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('closed_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_check_in_plan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_in')),
    sa.UniqueConstraint('plan_id', 'day', name=op.f('uq_check_in_plan_id_day'))
    )
    with op.batch_alter_table('check_in', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_check_in_plan_id'), ['plan_id'], unique=False)

    op.create_table('commitment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('owed_to_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('weekly', sa.Boolean(), nullable=False),
    sa.Column('noted_by_id', sa.Integer(), nullable=False),
    sa.Column('noted_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('accepted_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('dropped_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('dropped_why', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['noted_by_id'], ['person.id'], name=op.f('fk_commitment_noted_by_id')),
    sa.ForeignKeyConstraint(['owed_to_id'], ['person.id'], name=op.f('fk_commitment_owed_to_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_commitment_owner_id')),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_commitment_plan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_commitment'))
    )
    with op.batch_alter_table('commitment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_commitment_owed_to_id'), ['owed_to_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_commitment_owner_id'), ['owner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_commitment_plan_id'), ['plan_id'], unique=False)

    op.create_table('plan_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('published_by_id', sa.Integer(), nullable=False),
    sa.Column('published_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_plan_version_plan_id')),
    sa.ForeignKeyConstraint(['published_by_id'], ['person.id'], name=op.f('fk_plan_version_published_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_version')),
    sa.UniqueConstraint('plan_id', 'number', name=op.f('uq_plan_version_plan_id_number'))
    )
    with op.batch_alter_table('plan_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_version_plan_id'), ['plan_id'], unique=False)

    op.create_table('talk',
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('rep_says', sa.Text(), nullable=False),
    sa.Column('noted_by_id', sa.Integer(), nullable=False),
    sa.Column('noted_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['noted_by_id'], ['person.id'], name=op.f('fk_talk_noted_by_id')),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_talk_plan_id')),
    sa.PrimaryKeyConstraint('plan_id', name=op.f('pk_talk'))
    )
    op.create_table('verdict',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('length', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.String(length=12), nullable=False),
    sa.Column('then', sa.String(length=8), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('given_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('given_by_id', sa.Integer(), nullable=False),
    sa.Column('on_word_of_id', sa.Integer(), nullable=True),
    sa.Column('early_why', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['given_by_id'], ['person.id'], name=op.f('fk_verdict_given_by_id')),
    sa.ForeignKeyConstraint(['on_word_of_id'], ['person.id'], name=op.f('fk_verdict_on_word_of_id')),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_verdict_plan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_verdict')),
    sa.UniqueConstraint('plan_id', 'length', name=op.f('uq_verdict_plan_id_length'))
    )
    with op.batch_alter_table('verdict', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_verdict_plan_id'), ['plan_id'], unique=False)

    op.create_table('entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('check_in_id', sa.Integer(), nullable=False),
    sa.Column('side', sa.String(length=5), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('frequency', sa.Integer(), nullable=False),
    sa.Column('value', sa.Double(), nullable=True),
    sa.Column('happened', sa.Text(), nullable=False),
    sa.Column('next', sa.Text(), nullable=False),
    sa.Column('at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['check_in_id'], ['check_in.id'], name=op.f('fk_entry_check_in_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_entry_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry')),
    sa.UniqueConstraint('check_in_id', 'side', name=op.f('uq_entry_check_in_id_side'))
    )
    with op.batch_alter_table('entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_entry_check_in_id'), ['check_in_id'], unique=False)

    op.create_table('paper',
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('pdf', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['plan_version.id'], name=op.f('fk_paper_version_id')),
    sa.PrimaryKeyConstraint('version_id', name=op.f('pk_paper'))
    )
    op.create_table('tick',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('commitment_id', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('ticked_by_id', sa.Integer(), nullable=False),
    sa.Column('ticked_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['commitment_id'], ['commitment.id'], name=op.f('fk_tick_commitment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['ticked_by_id'], ['person.id'], name=op.f('fk_tick_ticked_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tick')),
    sa.UniqueConstraint('commitment_id', 'due_on', name=op.f('uq_tick_commitment_id_due_on'))
    )
    with op.batch_alter_table('tick', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tick_commitment_id'), ['commitment_id'], unique=False)



def downgrade():
    with op.batch_alter_table('tick', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tick_commitment_id'))

    op.drop_table('tick')
    op.drop_table('paper')
    with op.batch_alter_table('entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_entry_check_in_id'))

    op.drop_table('entry')
    with op.batch_alter_table('verdict', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_verdict_plan_id'))

    op.drop_table('verdict')
    op.drop_table('talk')
    with op.batch_alter_table('plan_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_plan_version_plan_id'))

    op.drop_table('plan_version')
    with op.batch_alter_table('commitment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_commitment_plan_id'))
        batch_op.drop_index(batch_op.f('ix_commitment_owner_id'))
        batch_op.drop_index(batch_op.f('ix_commitment_owed_to_id'))

    op.drop_table('commitment')
    with op.batch_alter_table('check_in', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_check_in_plan_id'))

    op.drop_table('check_in')
    with op.batch_alter_table('acknowledgement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_acknowledgement_plan_id'))

    op.drop_table('acknowledgement')
    op.drop_table('presence')
    with op.batch_alter_table('plan', schema=None) as batch_op:
        batch_op.drop_index('uq_plan_one_active', sqlite_where=sa.text('published_at IS NOT NULL AND closed_at IS NULL'), postgresql_where=sa.text('published_at IS NOT NULL AND closed_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_plan_review_id'))
        batch_op.drop_index(batch_op.f('ix_plan_rep_id'))
        batch_op.drop_index(batch_op.f('ix_plan_manager_id'))
        batch_op.drop_index(batch_op.f('ix_plan_facilitator_id'))
        batch_op.drop_index(batch_op.f('ix_plan_coach_id'))

    op.drop_table('plan')
    with op.batch_alter_table('dissent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_dissent_decision_id'))

    op.drop_table('dissent')
    with op.batch_alter_table('comeback', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_comeback_parked_theme_id'))

    op.drop_table('comeback')
    with op.batch_alter_table('placement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_placement_theme_id'))

    op.drop_table('placement')
    with op.batch_alter_table('parked_theme', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_parked_theme_theme_id'))
        batch_op.drop_index(batch_op.f('ix_parked_theme_review_id'))

    op.drop_table('parked_theme')
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_index('uq_decision_one_item', sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_decision_theme_id'))
        batch_op.drop_index(batch_op.f('ix_decision_review_id'))

    op.drop_table('decision')
    with op.batch_alter_table('theme', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_theme_review_id'))

    op.drop_table('theme')
    with op.batch_alter_table('observation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_observation_review_id'))
        batch_op.drop_index(batch_op.f('ix_observation_author_id'))

    op.drop_table('observation')
    with op.batch_alter_table('nothing_to_add', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_nothing_to_add_review_id'))
        batch_op.drop_index(batch_op.f('ix_nothing_to_add_person_id'))

    op.drop_table('nothing_to_add')
    with op.batch_alter_table('board_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_step_review_id'))

    op.drop_table('board_step')
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_review_rep_id'))
        batch_op.drop_index(batch_op.f('ix_review_meeting_id'))

    op.drop_table('review')
    with op.batch_alter_table('import', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_import_meeting_id'))

    op.drop_table('import')
    with op.batch_alter_table('contributor', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contributor_person_id'))
        batch_op.drop_index(batch_op.f('ix_contributor_meeting_id'))

    op.drop_table('contributor')
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_index('uq_membership_one_team_now', sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_membership_team_id'))
        batch_op.drop_index(batch_op.f('ix_membership_person_id'))

    op.drop_table('membership')
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_meeting_team_id'))
        batch_op.drop_index(batch_op.f('ix_meeting_manager_id'))
        batch_op.drop_index(batch_op.f('ix_meeting_facilitator_id'))

    op.drop_table('meeting')
    with op.batch_alter_table('team', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_team_manager_id'))
        batch_op.drop_index(batch_op.f('ix_team_facilitator_id'))

    op.drop_table('team')
    with op.batch_alter_table('sign_in_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_link_person_id'))

    op.drop_table('sign_in_link')
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_person_id'))

    op.drop_table('sign_in')
    with op.batch_alter_table('sent_form', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sent_form_person_id'))

    op.drop_table('sent_form')
    op.drop_table('person')
    op.drop_table('first_admin_code')
