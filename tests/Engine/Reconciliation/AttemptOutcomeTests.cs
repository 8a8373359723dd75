using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Data.Sqlite;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Engine.Tests.Reconciliation;

/// <summary>What a delivery becomes after each way in which an attempt can end (rules C5, E2, F3).</summary>
public sealed class AttemptOutcomeTests
{
    private static readonly LaneSettings Lane = new(4, TimeSpan.Zero, TimeSpan.FromSeconds(30)) { Waiting = EtatLivraison.AttenteRemontee };
    private static readonly Func<WriteSession, CancellationToken, Task> Undo = (_, _) => Task.CompletedTask;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 10, 10, 0, 0, TimeSpan.Zero));
    private readonly LaneAnswers _answers;
    private readonly AttemptOutcome _outcome;
    private readonly DateTimeOffset _start;

    public AttemptOutcomeTests()
    {
        _start = _time.GetUtcNow();
        _answers = new LaneAnswers(_time);
        // Without chance: half of the back-off.
        _outcome = new AttemptOutcome(
            new BackOff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(900), new Never()), new ReconciliationOptions(), _time,
            NullLogger<AttemptOutcome>.Instance);
        _time.Advance(TimeSpan.FromSeconds(5));
    }

    private DateTimeOffset End => _start.AddSeconds(5);

    [Fact]
    public void An_acknowledgement_is_kept_with_what_the_destination_now_holds()
    {
        var record = Of(new IssueEnvoi.Acquittee("OPI enregistrée"));

        Assert.Equal((EtatLivraison.AJour, EtatLivraison.AttenteRemontee, "contenu", "OPI enregistrée"),
            (record.Etat, record.Waiting, record.Acquitte, record.Message));
        Assert.Equal((_start, End, End), (record.Start, record.End, record.Next));
        Assert.False(record.Undone);
        Assert.Null(record.Undo);
    }

    [Fact]
    public void A_refusal_waits_for_a_person_with_the_code_and_what_was_recorded_is_taken_back()
    {
        var record = Of(new IssueEnvoi.Refusee("E12", "INE inconnu", "Corriger l'INE."));

        Assert.Equal((EtatLivraison.RefusMetier, EtatLivraison.AttenteRemontee, "E12", "INE inconnu", "Corriger l'INE."),
            (record.Etat, record.Waiting, record.Code, record.Message, record.Explication));
        Assert.Null(record.Acquitte);
        Assert.Same(Undo, record.Undo);
        Assert.False(record.Undone);
        Assert.False(record.ARegarder);
    }

    [Fact]
    public void What_never_left_does_not_count_and_is_tried_after_the_back_off()
    {
        var record = Of(new IssueEnvoi.NonEnvoyee("nom inconnu"), new LivraisonRow { Tentatives = 3 });

        Assert.Equal((EtatLivraison.AEnvoyer, EtatLivraison.AEnvoyer, "nom inconnu"), (record.Etat, record.Waiting, record.Message));
        Assert.Equal(End + TimeSpan.FromSeconds(4), record.Next);
        Assert.True(record.Undone);
        Assert.Same(Undo, record.Undo);
        Assert.Null(record.CalmeJusqua);
    }

    [Fact]
    public void An_unknown_end_keeps_quiet_for_as_long_as_the_call_may_still_arrive()
    {
        var record = Of(new IssueEnvoi.Incertaine("coupé"));

        Assert.Equal(EtatLivraison.AEnvoyer, record.Etat);
        Assert.Equal(End + Calme.After(Lane.Timeout), record.CalmeJusqua);
        Assert.Equal(record.CalmeJusqua, record.Next);
        Assert.False(record.Undone);
        Assert.Null(record.Undo);

        // A back-off that is longer than the quiet time.
        Assert.Equal(End + TimeSpan.FromSeconds(450), Of(new IssueEnvoi.Incertaine("coupé"), new LivraisonRow { Tentatives = 12 }).Next);
    }

    [Fact]
    public void A_technical_failure_is_tried_again_after_what_the_other_side_asks_for_within_reason()
    {
        Assert.Equal(End + TimeSpan.FromSeconds(1), Of(Failure()).Next);
        Assert.Equal(End + TimeSpan.FromSeconds(60), Of(Failure() with { Attendre = TimeSpan.FromSeconds(60) }).Next);
        Assert.Equal(End + TimeSpan.FromMinutes(15), Of(Failure() with { Attendre = TimeSpan.FromDays(1) }).Next);
    }

    [Fact]
    public void What_was_recorded_is_taken_back_only_where_the_other_side_took_nothing()
    {
        var record = Of(Failure() with { Explication = "Recommencer." });
        Assert.Null(record.Undo);
        Assert.Equal("Recommencer.", record.Explication);
        Assert.Same(Undo, Of(Failure() with { RienApplique = true }).Undo);
        Assert.False(Of(Failure() with { RienApplique = true }).Undone);
    }

    [Fact]
    public void The_same_failure_of_a_subject_s_own_is_put_aside_the_fifth_time_and_another_begins_anew()
    {
        var failure = Failure(PorteeEchec.Sujet) with { Cause = "contrainte" };

        Assert.False(Of(failure, new LivraisonRow { Cause = "contrainte", CauseFois = 3 }).ARegarder);
        var aside = Of(failure, new LivraisonRow { Cause = "contrainte", CauseFois = 4 });
        Assert.Equal((true, EtatLivraison.RefusMetier, "500", End), (aside.ARegarder, aside.Etat, aside.Code, aside.Next));
        Assert.False(Of(failure, new LivraisonRow { Cause = "autre", CauseFois = 40 }).ARegarder);
        Assert.False(Of(failure with { Cause = null }, new LivraisonRow { CauseFois = 40 }).ARegarder);
    }

    [Fact]
    public void What_concerns_everybody_puts_nobody_aside() => Assert.False(
        Of(Failure() with { Cause = "panne" }, new LivraisonRow { Cause = "panne", CauseFois = 400 }).ARegarder);

    [Fact]
    public void A_lane_that_a_setting_has_stopped_tells_why_and_another_failure_does_not()
    {
        var setting = Failure(PorteeEchec.Reglage) with { Cause = "version", Explication = "mauvaise version" };
        _answers.Note(1, setting);
        _answers.Note(2, setting);

        Assert.Equal("mauvaise version", Of(setting).Arret);
        Assert.Null(Of(Failure()).Arret);
    }

    [Fact]
    public void What_could_not_be_prepared_waits_for_a_person_and_says_only_the_kind_of_error()
    {
        var record = _outcome.Broken(new LivraisonRow { Tentatives = 1 }, new InvalidOperationException("Mme MARTIN"), _start, Undo);

        Assert.Equal("Cette livraison n'a pas pu être préparée ou envoyée (erreur interne InvalidOperationException).", record.Message);
        Assert.StartsWith("Corriger la donnée du dossier", record.Explication, StringComparison.Ordinal);
        Assert.Equal((true, EtatLivraison.RefusMetier, "interne InvalidOperationException"), (record.ARegarder, record.Etat, record.Cause));
        Assert.False(record.Undone);
        Assert.Null(record.Undo);
        Assert.Equal(PorteeEchec.Sujet, Assert.IsType<IssueEnvoi.EchecTechnique>(record.Echange!.Issue).Portee);
    }

    [Fact]
    public void What_says_itself_why_it_cannot_be_sent_is_quoted_and_taken_back()
    {
        var record = _outcome.Broken(new LivraisonRow(), new EnvoiImpossibleException("Valeur illisible.", null!), _start, Undo);

        Assert.Equal("Valeur illisible.", record.Message);
        Assert.True(record.Undone);
        Assert.Same(Undo, record.Undo);
    }

    [Fact]
    public void A_failure_of_the_database_is_tried_again_before_anybody_is_asked()
    {
        var lost = new SqliteException("disk I/O error", 10);
        var first = _outcome.Broken(new LivraisonRow { Tentatives = 2 }, lost, _start);

        Assert.Equal((false, EtatLivraison.AEnvoyer, End + TimeSpan.FromSeconds(2)), (first.ARegarder, first.Etat, first.Next));
        Assert.True(_outcome.Broken(new LivraisonRow { Cause = first.Cause, CauseFois = 4 }, lost, _start).ARegarder);
    }

    [Fact]
    public void An_end_that_could_not_be_written_down_is_sent_again_and_keeps_its_quiet_time()
    {
        var quiet = _start.AddMinutes(1);
        var attempt = Of(new IssueEnvoi.Incertaine("coupé")) with { CalmeJusqua = quiet };

        var record = _outcome.NotRecorded(attempt, new InvalidOperationException());

        Assert.Equal((EtatLivraison.AEnvoyer, false, quiet), (record.Etat, record.ARegarder, record.CalmeJusqua));
        Assert.Equal("L'issue de l'envoi n'a pas pu être enregistrée (interne InvalidOperationException) : il est refait.", record.Message);
        var again = attempt with { Row = new LivraisonRow { Cause = record.Cause, CauseFois = 4 } };
        Assert.True(_outcome.NotRecorded(again, new InvalidOperationException()).ARegarder);
    }

    [Fact]
    public void What_did_not_leave_because_the_destination_rests_or_its_turn_came_too_late_is_taken_back()
    {
        var postponed = _outcome.Postponed(Delivery(new()), _start, TimeSpan.FromSeconds(15), "rien n'écoute.");
        var late = _outcome.TooLate(Delivery(new()), _start);

        Assert.Equal("Les envois sont suspendus un moment et reprendront d'eux-mêmes : rien n'écoute.", postponed.Message);
        Assert.Equal((End + TimeSpan.FromSeconds(15), End), (postponed.Next, late.Next));
        Assert.Equal("L'envoi a été remis : les précédents ont duré trop longtemps.", late.Message);
        Assert.All([postponed, late], r =>
        {
            Assert.Equal((EtatLivraison.AEnvoyer, EtatLivraison.AEnvoyer), (r.Etat, r.Waiting));
            Assert.True(r.Undone);
            Assert.Same(Undo, r.Undo);
        });
    }

    [Fact]
    public void Nothing_to_send_is_no_attempt()
    {
        var record = AttemptOutcome.Of(
            new PreparedLivraison.Nothing(new LivraisonRow(), EtatLivraison.SansObjet, "Rien à envoyer.", "Parce que."), _start, Lane);

        Assert.Equal((EtatLivraison.SansObjet, EtatLivraison.AttenteRemontee, "Rien à envoyer.", "Parce que."),
            (record.Etat, record.Waiting, record.Message, record.Explication));
        Assert.True(record.Undone);
        Assert.Equal((_start, _start, _start), (record.Start, record.End, record.Next));
    }

    private AttemptRecord Of(IssueEnvoi issue, LivraisonRow? row = null) =>
        _outcome.Of(Delivery(row ?? new LivraisonRow { Tentatives = 1 }), new Echange(issue, default, default, []), _start, Lane, _answers);

    private static PreparedLivraison.ToSend Delivery(LivraisonRow row) => new(row, "contenu", _ => throw new NotSupportedException(), Undo);

    private static IssueEnvoi.EchecTechnique Failure(PorteeEchec portee = PorteeEchec.Destination) => new("500", "en panne") { Portee = portee };

    private sealed class Never : Random
    {
        public override double NextDouble() => 0;
    }
}
