using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Evenements;

namespace Parcoursup.Gateway.Adapters.Fregata.Imports;

/// <summary>
/// Makes dossiers of the admitted candidates of a UAI and a session (rules A1, G2, G3), in one transaction with the
/// import's outcome: two imports never mix, and one that fails has changed nothing.
/// </summary>
internal sealed class Reception(Database database, ConfigurationDirectory directory, EvenementBook events)
{
    public async Task TakeAsync(FregataCaller caller, long import, int annee, string? avertissement, CancellationToken ct)
    {
        await using var session = await database.WriteAsync(ct);
        await database.LockEtablissementAsync(session, caller.Etablissement.Code, ct);
        await directory.RefreshAsync(ct);
        var importeLe = await session.ScalarAsync<DateTimeOffset>("SELECT demande_le FROM fregata_import WHERE id = @import",
            new { import }, ct);
        var etablissement = directory.Current.FindByCode(caller.Etablissement.Code) ?? caller.Etablissement;

        var brought = await AdmisFregata.LireAsync(session, etablissement, caller.Uai, annee, ct);
        var dossiers = await DossierSet.LoadSessionAsync(session, etablissement.Code, annee, ct);
        foreach (var (voeu, contenu) in brought)
        {
            var id = AdmisFregata.IdOf(voeu);
            Take(dossiers, id, (caller.Uai, import, importeLe), contenu, etablissement.Fregata);
            await session.ExecuteAsync(
                """
                INSERT INTO fregata_import_ligne (importation, etablissement, session, code_candidat, code_formation, contenu)
                VALUES (@import, @code, @Session, @CodeCandidat, @CodeFormation, @texte)
                """,
                new { import, code = etablissement.Code, id.Session, id.CodeCandidat, id.CodeFormation,
                    texte = await session.SealAsync(etablissement.Code, FregataJson.Text(ApprenantImporte.Of(contenu)), ct) }, ct);
        }

        await dossiers.SaveAsync(session, ct);
        await events.AppendAsync(session, etablissement.Code, dossiers.Events, ct);
        if (await FinishAsync(session, import, [.. brought.Select(b => b.Contenu)], avertissement, ct)) await session.CommitAsync(ct);
    }

    private static void Take(DossierSet book, DossierId id, (string Uai, long Import, DateTimeOffset Le) by, ContenuDossier contenu,
        FregataOptions options)
    {
        var text = FregataJson.Text(contenu);
        var row = book.Find(id);
        if (row is null)
        {
            row = new DossierRow { Session = id.Session, CodeCandidat = id.CodeCandidat, CodeFormation = id.CodeFormation,
                State = EtatDossier.Recu, Donnees = text };
            book.Add(row);
            book.Tell(row, $"Dossier reçu par Fregata (import n° {by.Import}).", "fiche Fregata, import");
        }
        else if (row.EstTraite)
        {
            row.Donnees = FregataJson.Text(DossierTraite.Actualiser(row.ReadDonnees(), contenu, [.. options.ChampsProteges]));
        }
        else
        {
            if (!row.EstATraiter)
            {
                row.State = EtatDossier.Recu;
                row.Depart = null;
                row.Oublier();
                book.Tell(row, $"Dossier de nouveau reçu par Fregata (import n° {by.Import}).", "règle G2");
            }

            row.Donnees = text;
        }

        (row.Uai, row.Importation, row.ImporteLe, row.Parcoursup) = (by.Uai, by.Import, by.Le, text);
        book.Changed(row);
    }

    // False when the import was given up meanwhile: then nothing of this is kept.
    private static async Task<bool> FinishAsync(WriteSession session, long import, List<ContenuDossier> brought, string? avertissement,
        CancellationToken ct)
    {
        var candidats = brought.DistinctBy(c => c.Apprenant.CodeCandidat).ToList();
        var responsables = candidats.Sum(c => c.Responsables.Count);
        return await session.ExecuteAsync(
            $"""
            UPDATE fregata_import
            SET etat = '{nameof(EtatImport.Succes)}', candidats = @nombre, responsables = @responsables, message = @message,
            avertissement = @avertissement
            WHERE id = @import AND etat = '{nameof(EtatImport.EnCours)}'
            """,
            new { import, nombre = candidats.Count, responsables, message = MessagesReception.Succes(candidats.Count, responsables),
                avertissement }, ct) == 1;
    }
}
