using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Engine.Inscriptions.Reprises;

/// <summary>
/// Tries unresolved enrolments again when something may have changed for them (rule F2). A few are tried in the caller's transaction;
/// more of them are left to <see cref="RepriseService"/>, which takes as many at a time, so that whoever sends a hundred thousand
/// lines that lead nowhere holds up nobody (rule J1).
/// </summary>
public sealed class InscriptionReprise(InscriptionRecorder recorder, TacheBook tasks)
{
    /// <summary>Lines in one transaction.</summary>
    internal const int Lot = 100;

    private const int DossiersAtOnce = 500;

    /// <summary>All, after candidates have come in; of one file number, those too that do not name theirs.</summary>
    public Task RetryUnresolvedAsync(WriteSession session, EtablissementModel etablissement, int? dossier, CancellationToken ct) =>
        dossier is { } one ? RetryOfAsync(session, etablissement, [one], ct)
        : RetryAsync(session, etablissement, new() { Portee = Portee.Toutes }, ct);

    /// <summary>Those of these candidates, and those that do not name theirs, after wishes of theirs have come in.</summary>
    public async Task RetryOfAsync(
        WriteSession session, EtablissementModel etablissement, IEnumerable<int> dossiers, CancellationToken ct)
    {
        await RetryNamedAsync(session, etablissement, dossiers, ct);
        await RetryAsync(session, etablissement, new() { Portee = Portee.SansCandidat }, ct);
    }

    /// <summary>Those of known candidates, after something else has changed: a mapping, a decision (rule F2).</summary>
    public Task RetryKnownAsync(
        WriteSession session, EtablissementModel etablissement, IEnumerable<CandidatKey> candidats, CancellationToken ct) =>
        RetryNamedAsync(session, etablissement, candidats.Select(c => c.CodeCandidat), ct);

    /// <summary>Those that name their candidate by one of these numbers of his system.</summary>
    public Task RetryNumbersAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyCollection<string> numbers, CancellationToken ct)
    {
        var named = numbers.ToHashSet(StringComparer.Ordinal);
        return RetryAsync(session, etablissement, new() { Portee = Portee.SansCandidat }, ct, row =>
            JsonText.Read<InscriptionRecue>(row.Demande).CodOpiIntEpo?.Trim() is { } numero && named.Contains(numero));
    }

    /// <summary>Those that are named by a student number only, after their system has answered for it (rule F2).</summary>
    public Task RetryStudentAsync(WriteSession session, EtablissementModel etablissement, int codEtu, CancellationToken ct) =>
        RetryAsync(session, etablissement, new() { Portee = Portee.Etudiant, Numero = codEtu }, ct);

    /// <summary>The next lot of those that were too many.</summary>
    /// <returns>Whether there was one.</returns>
    internal async Task<bool> LotAsync(WriteSession session, EtablissementModel etablissement, CancellationToken ct)
    {
        var code = etablissement.Code;
        if (await RepriseBook.NextAsync(session, code, ct) is not { } reprise) return false;
        var rows = await NonRapprochees.NextAsync(session, code, reprise, Lot, ct);
        await TryAsync(session, etablissement, rows, ct);
        if (rows.Count == Lot) await RepriseBook.AdvanceAsync(session, code, reprise, rows[^1].Cle, ct);
        else await RepriseBook.EndAsync(session, code, reprise, ct);
        return true;
    }

    private async Task RetryAsync(
        WriteSession session, EtablissementModel etablissement, Reprise reprise, CancellationToken ct,
        Func<InscriptionRow, bool>? which = null)
    {
        var rows = await NonRapprochees.NextAsync(session, etablissement.Code, reprise, Lot + 1, ct);
        if (rows.Count > Lot) await RepriseBook.AskAsync(session, etablissement.Code, reprise, ct);
        else await TryAsync(session, etablissement, which is null ? rows : [.. rows.Where(which)], ct);
    }

    private async Task RetryNamedAsync(
        WriteSession session, EtablissementModel etablissement, IEnumerable<int> dossiers, CancellationToken ct)
    {
        var left = Lot;
        foreach (var some in dossiers.Distinct().Chunk(DossiersAtOnce))
        {
            var rows = await NonRapprochees.OfAsync(session, etablissement.Code, some, left + 1, ct);
            if (rows.Count <= left)
            {
                await TryAsync(session, etablissement, rows, ct);
                left -= rows.Count;
                continue;
            }

            foreach (var dossier in await NonRapprochees.AmongAsync(session, etablissement.Code, some, ct))
                await RepriseBook.AskAsync(session, etablissement.Code, new() { Portee = Portee.Candidat, Numero = dossier }, ct);
        }
    }

    private async Task TryAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<InscriptionRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0) return;
        // One that cannot be worked on waits for a person, and holds up nobody (rule C5).
        var stuck = await session.ForAllAsync(rows, some => AgainAsync(session, etablissement, some, ct), (row, _) => row, ct);
        foreach (var row in stuck)
            await tasks.AddAsync(session, etablissement.Code, TypeTache.IaNonRapprochee, row.Cle,
                $"Inscription non rapprochée : ce qui est enregistré (message {row.Ordre}) ne peut pas être relu. La renvoyer ; "
                + "si la tâche reste, transmettre ce numéro au support.", ct);
    }

    // None of them is stuck when all went through.
    private async Task<IReadOnlyList<InscriptionRow>> AgainAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<InscriptionRow> rows, CancellationToken ct)
    {
        foreach (var row in rows)
            await recorder.RecordAsync(session, etablissement, JsonText.Read<InscriptionRecue>(row.Demande), row.Ordre, last: true, ct);
        return [];
    }
}
