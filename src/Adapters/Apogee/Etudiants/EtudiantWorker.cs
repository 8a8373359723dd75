using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Apogee.Etudiants;

/// <summary>
/// Asks Apogée the questions that wait, one at a time per établissement, with back-off while it does not answer: the others' are asked
/// beside it (rule J1).
/// </summary>
// Eight parameters: three of them are what any woken service is made of.
internal sealed class EtudiantWorker(
    Database database, ConfigurationDirectory directory, EtudiantBook book, RechercheEtudiant recherche, EtudiantSignal signal,
    BackOff backOff, TimeProvider time, ILogger<EtudiantWorker> logger) : CoteACoteService(signal, TimeSpan.FromMilliseconds(500), time)
{
    private const int BatchSize = 20;

    // Asking twice harms nobody, so a lease that is too short only costs a call.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private bool _resumed = !database.IsSingleNode;

    protected override async Task WorkAsync(CancellationToken ct)
    {
        if (!_resumed) await book.ResumeAsync(database, ct);
        _resumed = true;
        foreach (var code in await book.DueAsync(database, ct)) Begin(code, token => RunDueAsync(code, token), ct);
    }

    protected override void Tell(Exception failure) => Log.WorkerFailed(logger, failure);

    private async Task RunDueAsync(string code, CancellationToken ct)
    {
        while (await book.ClaimAsync(database, code, BatchSize, Lease, ct) is { Count: > 0 } due) await RunAsync(code, due, ct);
    }

    private async Task RunAsync(string code, IReadOnlyList<RechercheRow> rows, CancellationToken ct)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var etablissement = directory.Current.Find(code);
            if (etablissement?.Apogee?.Etudiant is null)
            {
                await recherche.GiveUpAsync(code, etablissement, rows[i].Cle, ct);
                continue;
            }

            if (await AskAsync(etablissement, rows[i].Cle, ct) is not { } failure) continue;
            if (failure is IssueEnvoi.EchecTechnique { Portee: PorteeEchec.Sujet })
            {
                // It is about this one only: the others are asked all the same (rule C5).
                await book.PutOffAsync(
                    database, code, [rows[i].Cle], Time.GetUtcNow() + backOff.After(rows[i].Tentatives + 1), MessageOf(failure), ct);
                continue;
            }

            if (!ct.IsCancellationRequested) Log.LookUpFailed(logger, code, failure.GetType().Name);
            // The others would fare no better now; and a node that stops leaves nothing to its lease.
            var next = Time.GetUtcNow() + (ct.IsCancellationRequested ? TimeSpan.Zero : backOff.After(rows[i].Tentatives + 1));
            await book.PutOffAsync(database, code, rows.Skip(i).Select(r => r.Cle), next, MessageOf(failure), CancellationToken.None);
            return;
        }
    }

    private async Task<IssueEnvoi?> AskAsync(EtablissementModel etablissement, string cle, CancellationToken ct)
    {
        try
        {
            return await recherche.AskAsync(etablissement, cle, ct);
        }
        catch (Exception failure) when (Bulkhead.IsOfOne(failure))
        {
            Log.QuestionFailed(logger, failure, etablissement.Code);
            return new IssueEnvoi.EchecTechnique(null, "Cette recherche n'a pas pu être faite ou enregistrée (erreur interne).")
            {
                Portee = PorteeEchec.Sujet,
            };
        }
    }

    public static string MessageOf(IssueEnvoi issue) => issue switch
    {
        IssueEnvoi.NonEnvoyee e => e.Message,
        IssueEnvoi.Incertaine e => e.Message,
        IssueEnvoi.EchecTechnique e => e.Message,
        _ => "Apogée n'a pas répondu.",
    };
}
