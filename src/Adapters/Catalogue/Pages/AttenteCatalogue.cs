using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Nuits;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Catalogue.Pages;

/// <summary>What waits in the catalogue: a night that is held for the MOSS, formations to decide of for an instructor.</summary>
internal sealed class AttenteCatalogue(NuitBook nuits, ListeFormations formations) : IAttenteCommune
{
    /// <summary>The last night, while it is held.</summary>
    public async Task<NuitRow?> RetenueAsync(CancellationToken ct) =>
        await nuits.LastAsync(ct) is { } last && last.Etat == nameof(EtatNuit.Retenue) ? last : null;

    public async Task<IReadOnlyList<TuileCommune>> PourAsync(Utilisateur utilisateur, CancellationToken ct)
    {
        if (!utilisateur.Tient(Qui.Tous)) return [];
        var who = Qui.De(utilisateur);
        if (who.Role == RoleCatalogue.Moss)
            return await RetenueAsync(ct) is not { } held ? []
                : [new(1, "nuit du catalogue retenue", "Rien n'a changé cette nuit : voir pourquoi, et décider.",
                    CataloguePages.Nuit(held.Jour), Urgente: true)];
        if (who.Role != RoleCatalogue.Instructeur) return [];
        var mine = (await formations.ComptesAsync(ct)).Where(c => who.Voit(c.Academie)).ToList();
        return
        [
            Tuile(StatutCatalogue.APublier, "formation à publier", "formations à publier", "Les publier, ou dire pourquoi non.",
                urgente: false),
            Tuile(StatutCatalogue.RejetDePublication, "rejet de publication", "rejets de publication",
                "Parcoursup a dit non : corriger, puis publier de nouveau.", urgente: true),
        ];

        TuileCommune Tuile(StatutCatalogue statut, string one, string many, string next, bool urgente)
        {
            var count = mine.Where(c => c.Statut == statut).Sum(c => c.Nombre);
            return new(count, Accord.Mots(count, one, many), next, $"{CataloguePages.Racine}?statut={statut}", urgente);
        }
    }
}
