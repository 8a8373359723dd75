using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Imports;
using Parcoursup.Gateway.Adapters.Catalogue.Protocol;
using Parcoursup.Gateway.Adapters.Catalogue.Regles;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Catalogue.Publications;

/// <summary>Where formations stand, and why.</summary>
internal sealed class Consultation(
    FormationBook formations, CampagneBook campagnes, RegleBook regles, MefService mefs, JourReference jour, ActionBook actions)
{
    public static Issue Inconnue(string cle) => Issue.Inconnue("cle", $"Aucune formation n'a la clé {Cite.De(cle)}.");

    /// <param name="qui">Formations of an académie that he does not see are not there; null: whoever sees all.</param>
    public async Task<Issue> StatutsAsync(Acteur? qui, CancellationToken ct)
    {
        var rows = (await formations.StatutsAsync(ct)).Where(r => qui?.Voit(r.Academie) != false).ToList();
        return Issue.Faite(new
        {
            formations = rows.Select(r => new { cle = r.Cle, parcoursup_statut = r.Statut.Libelle() }),
            compte = rows.GroupBy(r => r.Statut).OrderBy(g => g.Key).ToDictionary(g => g.Key.Libelle(), g => g.Count()),
        });
    }

    /// <summary>All that is known of a formation: its columns, its history, and what the rules make of it now.</summary>
    /// <inheritdoc cref="StatutsAsync"/>
    public async Task<Issue> StatutAsync(string cle, Acteur? qui, CancellationToken ct)
    {
        if (await formations.FindAsync(cle, ct) is not { } row || qui?.Voit(row.Academie) == false) return Inconnue(cle);
        var answer = Suivi(row);
        answer["parcoursup_statut_history"] = JsonSerializer.SerializeToNode(
            (await formations.HistoriqueAsync(row.Id, ct)).Select(e => new
            {
                date = e.Date, parcoursup_statut = e.Statut.Libelle(), auteur = e.Auteur, restauree_de = e.Nuit,
            }), Issue.Json);
        answer["explication"] = JsonSerializer.SerializeToNode(await ExplicationAsync(row, ct), Issue.Json);
        var given = JsonNode.Parse(row.Donnees)!.AsObject();
        answer[Colonne.Cle] = row.Cle;
        foreach (var column in Colonne.Flux)
        {
            var value = given[column.Nom];
            answer[column.Nom] = value?.DeepClone();
        }

        return Issue.Faite(answer);
    }

    /// <summary>The bytes that would be posted; null for an unknown key.</summary>
    /// <inheritdoc cref="StatutsAsync"/>
    public async Task<byte[]?> ChargeAsync(string cle, Acteur? qui, CancellationToken ct) =>
        await formations.FindAsync(cle, ct) is { } row && qui?.Voit(row.Academie) != false
            ? CorpsPublication.Octets(row, new LectureDonnees(), await mefs.ListAsync(ct)) : null;

    /// <summary>The same for whoever looks at it, with what people did; null for an unknown key.</summary>
    public async Task<Fiche?> FicheAsync(string cle, CancellationToken ct)
    {
        if (await formations.FindAsync(cle, ct) is not { } row) return null;
        var found = await EvaluerAsync(row, ct);
        return new(row, row.Lire(new LectureDonnees()), found?.Bornes, found?.Evaluation, await formations.HistoriqueAsync(row.Id, ct),
            await actions.ListAsync(row.Cle, ct));
    }

    // Null while no campaign is open.
    private async Task<(ContexteNuit Bornes, Evaluation Evaluation)?> EvaluerAsync(FormationRow row, CancellationToken ct) =>
        await campagnes.ContexteAsync(await jour.DuAsync(ct), ct) is { } bounds
            ? (bounds, new MoteurRegles(await regles.ListAsync(ct)).Evaluer(row.Lire(new LectureDonnees()), bounds, expliquer: true))
            : null;

    private async Task<object> ExplicationAsync(FormationRow row, CancellationToken ct)
    {
        if (await EvaluerAsync(row, ct) is not var (bounds, found))
            return new
            {
                regles = Array.Empty<string>(), retenue = (string?)null, exclusions = Array.Empty<object>(), motif = CampagneBook.Aucune,
            };
        return new
        {
            regles = found.Regles.Select(Id), retenue = found.Retenue is { } won ? Id(won) : null,
            exclusions = found.Exclusions.Select(e => new { critere = e.Critere, motif = e.Motif }),
            motif = Fiche.MotifDe(row.Statut, found),
            ecartees = found.Ecartees.Select(Id), jour = bounds.Jour, campagne = bounds.AnneeCampagne,
        };
    }

    // As the document wrote it.
    private static object Id(Regle regle) =>
        regle.IdNumerique && long.TryParse(regle.Id, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : regle.Id;

    private static JsonObject Suivi(FormationRow row) => new()
    {
        ["cle"] = row.Cle, ["parcoursup_statut"] = row.Statut.Libelle(), ["parcoursup_id"] = row.ParcoursupId,
        ["parcoursup_error"] = row.Erreur, ["parcoursup_published"] = row.Publie, ["parcoursup_published_date"] = Jour(row.PublieLe),
        ["parcoursup_previous_statut"] = row.Precedent?.Libelle(), ["parcoursup_raison_depublication"] = row.Raison,
        ["last_statut_update_date"] = Jour(row.StatutLe), ["last_update_at"] = row.MajLe, ["rejection"] = Rejection(row.Rejection),
        ["demandeur"] = row.Demandeur, ["presente"] = row.Presente, ["remplace_cle"] = row.HeriteDe, ["remplacee_par"] = row.RemplaceePar,
    };

    private static JsonNode? Rejection(string? text) => text is ['{' or '[', ..] ? JsonNode.Parse(text) : text;

    private static string? Jour(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A formation as it stands.</summary>
/// <param name="Bornes">Null while no campaign is open: nothing can be said of the rules.</param>
internal sealed record Fiche(
    FormationRow Row, FormationCatalogue Formation, ContexteNuit? Bornes, Evaluation? Evaluation,
    IReadOnlyList<EntreeHistorique> Historique, IReadOnlyList<ActionRow> Actions)
{
    public string? Motif => Evaluation is null ? null : MotifDe(Row.Statut, Evaluation);

    public static string MotifDe(StatutCatalogue statut, Evaluation found) => statut.EstRecalcule() ? found.Motif
        : $"« {statut.Libelle()} » n'est pas recalculé par la nuit ; les règles diraient « {found.Statut.Libelle()} ». " + found.Motif;
}

/// <summary>The exact bytes of a publication: what is signed is what is sent.</summary>
internal static class CorpsPublication
{
    public static byte[] Octets(FormationRow row, LectureDonnees lecture, IReadOnlySet<string> mefs)
    {
        var charge = ChargePublication.De(row.Lire(lecture), row.ParcoursupId, row.Demandeur, mefs);
        return new FormationEnvoyee(charge.Rco)
        {
            GTaCod = charge.GTaCod, User = charge.User, Rncp = charge.Rncp, Cfd = charge.Cfd, Uai = charge.Uai, Mef = charge.Mef,
        }.Octets();
    }
}
