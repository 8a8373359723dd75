using System.Diagnostics.Metrics;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Hosted;

/// <summary>
/// The mode Relais (rule B6): once a message is durable, its client waits until the SIS has answered for its state, and
/// is told the SIS's refusal. Whatever else happens, the answer is that of the mode Differe: the message is kept and its
/// delivery goes on. Nothing depends on the wait, so it may end at any moment.
/// </summary>
// Nine parameters: the host's own four, and each thing that may end a wait.
internal sealed class Relais
{
    /// <summary>Each wait holds a connection and its message.</summary>
    internal const int MostWaiting = 1000;

    // What another node applies or delivers is seen at the latest after this time.
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private readonly Database _database;
    private readonly AppliedSignal _applied;
    private readonly AttemptSignal _attempts;
    private readonly LaneRests _rests;
    private readonly ConnectorGate _gate;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private readonly ILogger _logger;
    private readonly Counter<long> _issues;
    private int _waiting;

    public Relais(
        Database database, AppliedSignal applied, AttemptSignal attempts, LaneRests rests, ConnectorGate gate, TimeProvider time,
        IHostApplicationLifetime lifetime, IMeterFactory meters, ILogger<Relais> logger)
    {
        (_database, _applied, _attempts, _rests, _gate, _time, _stopping, _logger) =
            (database, applied, attempts, rests, gate, time, lifetime.ApplicationStopping, logger);
        _issues = meters.Passerelle().CreateCounter<long>(
            "passerelle.opi.relais", "{attente}", "Fins des attentes du mode Relais, par issue.");
    }

    /// <summary>Waits for the SIS's answer to a message of the journal.</summary>
    /// <returns>The SIS's refusal; null for "accepted", by the SIS or, failing its answer, by the gateway.</returns>
    /// <exception cref="OperationCanceledException">The client has left; his message is kept.</exception>
    public async ValueTask<OpiFaute?> AnswerAsync(CompteOpiModel account, string codOpi, long message, CancellationToken ct)
    {
        try
        {
            var (issue, faute) = Interlocked.Increment(ref _waiting) <= MostWaiting
                ? await OutcomeAsync(account, codOpi, message, ct)
                : (IssueRelais.Sature, null);
            _issues.Add(1, Mesures.De(Mesures.Issue, issue.ToString()));
            if (issue is not (IssueRelais.Acquittee or IssueRelais.Refusee)) Log.RelaisDiffere(_logger, message, issue);
            return faute;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task<(IssueRelais, OpiFaute?)> OutcomeAsync(CompteOpiModel account, string codOpi, long message, CancellationToken ct)
    {
        var wait = TimeSpan.FromSeconds(account.Compte.AttenteSecondes);
        var deadline = _time.GetUtcNow() + wait;
        using var limit = new CancellationTokenSource(wait, _time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stopping, ct);
        try
        {
            if (await IsGateClosedAsync(account, any.Token)) return (IssueRelais.VoieFermee, null);
            await UntilAppliedAsync(account.Etablissement.Code, message, any.Token);
            if (await IsSetAsideAsync(message, any.Token)) return (IssueRelais.EchecTechnique, null);
            return await UntilSettledAsync(account.Etablissement.Code, codOpi, deadline, any.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (_stopping.IsCancellationRequested ? IssueRelais.Arret : IssueRelais.DelaiEcoule, null);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            // The message is durable: a state that cannot be read is no reason to tell its sender otherwise.
            Log.RelaisFailed(_logger, message, failure);
            return (IssueRelais.Illisible, null);
        }
    }

    // Rule D2: what the gate holds does not leave in time, however long one waits.
    private async Task<bool> IsGateClosedAsync(CompteOpiModel account, CancellationToken ct) =>
        account.Compte.Origine == OrigineOpi.Parcoursup && !await _gate.IsOpenAsync(_database, account.Etablissement, ct);

    private async Task UntilAppliedAsync(string etablissement, long message, CancellationToken ct)
    {
        using var watch = _applied.Listen(message);
        while (await _database.ScalarAsync<long>(
            "SELECT COUNT(*) FROM message_a_appliquer WHERE etablissement = @etablissement AND id = @message",
            new { etablissement, message }, ct) > 0)
            await watch.WaitAsync(Poll, _time, ct);
    }

    // A task tells an administrator; the sender has done his part.
    private async Task<bool> IsSetAsideAsync(long message, CancellationToken ct) =>
        await _database.ScalarAsync<long>("SELECT COUNT(*) FROM message_ecarte WHERE id = @message", new { message }, ct) > 0;

    private async Task<(IssueRelais, OpiFaute?)> UntilSettledAsync(string etablissement, string codOpi, DateTimeOffset deadline,
        CancellationToken ct)
    {
        var sujet = ReceivedOpiBook.SubjectOf(codOpi);
        using var watch = _attempts.Listen((etablissement, sujet));
        while (true)
        {
            var etat = await _database.FirstOrDefaultAsync<RelaisEtat>(RelaisEtat.Query,
                new { destination = DestinationOpi.Name, etablissement, sujet }, ct);
            // Removed meanwhile with its établissement.
            if (etat is null) return (IssueRelais.VoieFermee, null);
            if (etat.Issue(deadline) is { } issue) return (issue, issue == IssueRelais.Refusee ? etat.ToFaute() : null);
            if (_rests.IsResting(DestinationOpi.Name, etablissement)) return (IssueRelais.VoieFermee, null);
            await watch.WaitAsync(Poll, _time, ct);
        }
    }
}
