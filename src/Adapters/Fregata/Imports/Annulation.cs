using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Evenements;

namespace Parcoursup.Gateway.Adapters.Fregata.Imports;

/// <summary>
/// Cancels an import, which removes it (seed 002): the dossiers that nobody processed and that no other import holds go with
/// it, the others stay.
/// </summary>
internal sealed class Annulation(Database database, EvenementBook events, AuditBook audit, IBusinessClock clock)
{
    /// <returns>The dossiers that stay; null when the import is no success that could be cancelled.</returns>
    public async Task<IReadOnlyList<string>?> CancelAsync(FregataCaller caller, long import, CancellationToken ct)
    {
        var code = caller.Etablissement.Code;
        await using var session = await database.WriteAsync(ct);
        await database.LockEtablissementAsync(session, code, ct);
        var cancelled = await session.ExecuteAsync(
            $"""
            UPDATE fregata_import SET etat = '{nameof(EtatImport.Annule)}', annule_le = @now, annule_par = @Utilisateur WHERE id = @import
            AND etablissement = @code AND uai = @Uai AND etat = '{nameof(EtatImport.Succes)}'
            """,
            new { import, code, caller.Uai, caller.Utilisateur, now = clock.Now }, ct) == 1;
        if (!cancelled && await session.ScalarAsync<string>("SELECT etat FROM fregata_import WHERE id = @import", new { import },
            ct) != nameof(EtatImport.Annule)) return null;

        var lines = await session.QueryAsync<LineRow>(
            $"""
            SELECT l.session, l.code_candidat, l.code_formation,
                   EXISTS (SELECT 1 FROM fregata_import_ligne o JOIN fregata_import i ON i.id = o.importation
                   AND i.etat = '{nameof(EtatImport.Succes)}'
                           WHERE o.etablissement = l.etablissement AND o.session = l.session AND o.code_candidat = l.code_candidat
                           AND o.code_formation = l.code_formation
                             AND o.importation <> l.importation) AS tenu
            FROM fregata_import_ligne l WHERE l.importation = @import AND l.etablissement = @code ORDER BY l.code_candidat, l.code_formation
            """,
            new { import, code }, ct);
        var book = await DossierSet.LoadAsync(session, code, lines.Select(l => new CandidatKey(l.Session, l.CodeCandidat)), ct);
        var kept = new List<string>();
        foreach (var line in lines)
        {
            var row = book.Find(new DossierId(line.Session, line.CodeCandidat, line.CodeFormation))!;
            if (row.EstTraite || (row.EstATraiter && line.Tenu)) kept.Add(row.Id.ToString());
            else if (row.EstATraiter && cancelled) Cancel(book, row, import, caller.Utilisateur);
        }

        await book.SaveAsync(session, ct);
        await events.AppendAsync(session, code, book.Events, ct);
        if (cancelled) audit.Note(session, caller.Acte(ActeAudit.ImportFregataAnnule, FormattableString.Invariant($"import {import}")));
        await session.CommitAsync(ct);
        return kept;
    }

    private static void Cancel(DossierSet book, DossierRow row, long import, string by)
    {
        row.State = EtatDossier.Annule;
        book.Changed(row);
        book.Tell(row, $"L'import n° {import} de Fregata a été annulé par {by} : le dossier, qui n'était pas traité, l'est aussi.",
            "règle G3");
    }

    private sealed class LineRow
    {
        public int Session { get; init; }
        public int CodeCandidat { get; init; }
        public int CodeFormation { get; init; }
        public bool Tenu { get; init; }
    }
}
