using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Evenements;

namespace Parcoursup.Gateway.Adapters.Fregata.Dossiers;

/// <summary>The second step: Fregata says which dossiers it has taken in, and what it holds where it differs.</summary>
internal sealed class Traitement(Database database, FregataJournal journal, EvenementBook events, IBusinessClock clock)
{
    public async Task<RapportTraitement> TakeAsync(FregataCaller caller, IReadOnlyList<LigneTraitement?> lignes, MessageEntrant message,
        CancellationToken ct)
    {
        var code = caller.Etablissement.Code;
        await using var session = await database.WriteAsync(ct);
        await database.LockEtablissementAsync(session, code, ct);
        await journal.AppendAsync(session, message, ct);
        var ids = lignes.Select(l => DossierId.Parse(l?.Id)).ToList();
        var book = await DossierSet.LoadAsync(session, code, ids.OfType<DossierId>().Select(i => i.Candidat), ct);
        var report = lignes.Zip(ids, (ligne, id) => Take(book, caller, ligne, id, message.Id)).ToList();
        await book.SaveAsync(session, ct);
        await events.AppendAsync(session, code, book.Events, ct);
        await session.CommitAsync(ct);
        return new RapportTraitement(report.Count(l => l.Resultat == ResultatTraitement.Traite),
            report.Count(l => l.Resultat == ResultatTraitement.Refuse), report);
    }

    private LigneRapportTraitement Take(DossierSet book, FregataCaller caller, LigneTraitement? ligne, DossierId? id, long message)
    {
        LigneRapportTraitement Refuse(string champ, string why) => new(ligne?.Id, ResultatTraitement.Refuse, champ, why);
        if (DossierRefus.Of(book, caller, ligne, id) is { } refusal) return Refuse(refusal.Champ, refusal.Message);
        var row = book.Find(id!.Value)!;
        if (row.State is EtatDossier.Desiste or EtatDossier.Annule) return Refuse("etat", DossierRefus.Parti(row));

        var (contenu, refus) = DossierTraite.Corriger(row.ReadDonnees(), ligne!.Corrections ?? new Dictionary<string,
            System.Text.Json.JsonElement>());
        if (refus is not null) return Refuse($"corrections.{refus.Champ}", refus.Message);
        var again = row.EstTraite;
        row.Donnees = FregataJson.Text(contenu);
        if (!again) (row.State, row.TraiteLe, row.TraitePar) = (EtatDossier.Traite, clock.Now, caller.Utilisateur);
        book.Changed(row);
        if (!again)
            book.Tell(row, $"Inscription importée traitée dans Fregata par {caller.Utilisateur}.", "fiche Fregata, traitement", message);
        return new(ligne.Id, ResultatTraitement.Traite, null, again
            ? $"L'inscription était déjà traitée ; les corrections sont enregistrées."
            : "L'inscription est traitée : l'immatriculer, puis la valider à partir du premier jour de la rentrée.");
    }
}
