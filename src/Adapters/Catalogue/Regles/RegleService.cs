using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Regles;

/// <summary>The rules as a document: taken whole or not at all, tried without effect, given back.</summary>
internal sealed class RegleService(
    Database database, RegleBook book, FormationBook formations, CampagneBook campagnes, JourReference jour, CatalogueOptions options)
{
    private const string Diplomes = "SELECT donnees FROM catalogue_formation";

    public const string Perimees = "version";

    /// <param name="vue">The version of the document that this one was made from; null: whatever stands there.</param>
    public async Task<Issue> ImporterAsync(ReadOnlyMemory<byte> json, string auteur, CancellationToken ct, long? vue = null)
    {
        var document = LecteurRegles.Lire(json, await DiplomesAsync(ct));
        if (document.EstRefuse) return Refus(document);
        return await database.WriteAsync(async session =>
        {
            await formations.LockAsync(session, ct);
            if (vue is not null && vue != await book.VersionDocumentAsync(session, ct))
                return Issue.Refusee(Perimees, "Les règles ont été changées entre-temps : regarder de nouveau ce qui changerait.");
            var (added, changed, gone) = await book.ReplaceAsync(session, document.Regles, auteur, ct);
            return Issue.Faite(new
            {
                regles = document.Regles.Count, nouvelles = added, modifiees = changed, retirees = gone,
                version = await book.VersionAsync(session, ct), refusees = Array.Empty<object>(),
                avertissements = Dites(document.Avertissements),
            });
        }, ct);
    }

    /// <summary>Which formations would change with these rules, from what to what.</summary>
    public async Task<Issue> SimulerAsync(ReadOnlyMemory<byte> json, CancellationToken ct)
    {
        var document = LecteurRegles.Lire(json, await DiplomesAsync(ct));
        if (document.EstRefuse) return Refus(document);
        var decided = (await book.ListAsync(ct)).ToDictionary(r => r.Id, r => r.StatutsAcademies);
        return await SimulerAsync(document.Regles.Select(r => r.AcademiesDites || !r.Regle.AdmetAcademies ? r.Regle
            : r.Regle with { StatutsAcademies = decided.GetValueOrDefault(r.Regle.Id) ?? r.Regle.StatutsAcademies }),
            document.Avertissements, ct);
    }

    /// <summary>Which formations would change with an académie's decision, or without it.</summary>
    public async Task<Issue> SimulerDecisionAsync(string regle, int academie, StatutCatalogue? statut, CancellationToken ct) =>
        await SimulerAsync((await book.ListAsync(ct)).Select(r => r.Id != regle ? r : r with
        {
            StatutsAcademies = r.StatutsAcademies.Where(s => s.Key != academie)
                .Concat(statut is { } own ? [KeyValuePair.Create(academie, own)] : []).ToDictionary(),
        }), [], ct);

    private async Task<Issue> SimulerAsync(
        IEnumerable<Regle> regles, IEnumerable<RemarqueRegle> avertissements, CancellationToken ct)
    {
        if (await campagnes.ContexteAsync(await jour.DuAsync(ct), ct) is not { } bounds)
            return Issue.Refusee("campagne", CampagneBook.Aucune);
        var engine = new MoteurRegles(regles);
        var (changes, counts) = (new List<ChangementFormation>(), new Changements());
        await using var session = await database.ReadAsync(ct);
        await foreach (var step in ParcoursFormations.LireAsync(session, engine, ct))
        {
            var after = PassageNuit.Passer(step.Statut, step.ParcoursupId, step.Evaluer(engine, bounds), options.PretSiConnue).Statut;
            if (after == step.Statut) continue;
            changes.Add(new(step.Cle, step.Statut.Libelle(), after.Libelle()));
            counts.Add(step.Academie, step.Statut, after);
        }

        return Issue.Faite(new SimulationRegles(
            [.. changes.OrderBy(c => c.cle, StringComparer.Ordinal)], counts.Resume(), counts.ParAcademie(), Dites(avertissements)));
    }

    public async Task<Issue> ExporterAsync(CancellationToken ct) => Issue.Faite(await book.ExportAsync(ct));

    public async Task<Issue> HistoriqueAsync(string? regle, CancellationToken ct) =>
        Issue.Faite(new
        {
            historique = (await book.HistoryAsync(regle, ct)).Select(v => new
            {
                version = v.Version, regle = v.Regle, academie = v.Academie, avant = v.Avant, apres = v.Apres, auteur = v.Auteur, le = v.Le,
            }),
        });

    /// <param name="academie">A number, or « national ».</param>
    /// <param name="statut">A label, or - to withdraw what the académie had decided.</param>
    public async Task<Issue> DeciderAsync(string regle, string academie, string statut, Acteur acteur, CancellationToken ct)
    {
        var national = academie.Trim().Equals("national", StringComparison.OrdinalIgnoreCase);
        int? number = national ? null : Academies.Numero(academie);
        if (!national && number is null)
            return Issue.Refusee("academie", $"{Cite.De(academie)} n'est pas une académie : écrire son numéro, ou national.");
        StatutCatalogue? wanted = null;
        if (statut.Trim() != "-" && (wanted = Statuts.Lire(statut)) is null)
            return Issue.Refusee(
                "statut", $"{Cite.De(statut)} n'est pas un statut de règle : {Statuts.Calculables}, ou - pour le retirer.");
        return await database.WriteAsync(async session =>
        {
            await formations.LockAsync(session, ct);
            if (await book.FindAsync(session, regle.Trim(), ct) is not { } rule)
                return Issue.Refusee("regle", $"Aucune règle n'a l'identifiant {Cite.De(regle)}.");
            if (DroitRegle.Refus(acteur, rule, number, wanted) is { } refusal) return Issue.Refusee("acteur", refusal);
            if (number is { } one) await book.DecideAsync(session, rule.Id, one, wanted, acteur.Nom, ct);
            else await book.SetStatutAsync(session, rule, wanted!.Value, acteur.Nom, ct);
            return Issue.Faite(new
            {
                regle = rule.Id, academie = number, statut = wanted?.Libelle(), auteur = acteur.Nom,
                version = await book.VersionAsync(session, ct),
            });
        }, ct);
    }

    private async Task<IReadOnlySet<string>?> DiplomesAsync(CancellationToken ct)
    {
        var (reading, known) = (new LectureDonnees(), new HashSet<string>(StringComparer.Ordinal));
        await using var session = await database.ReadAsync(ct);
        await using var rows = await session.ReadAsync(Diplomes, null, ct);
        while (await rows.ReadAsync(ct))
            if (reading.Lire("", true, rows.GetString(0)).Diplome is { } label)
                known.Add(label);
        return known.Count == 0 ? null : known;
    }

    private static Issue Refus(DocumentRegles document) =>
        new(Issue.Refuse, new ReglesRefusees(0, Dites(document.Refus), Dites(document.Avertissements)));

    private static IReadOnlyList<RemarqueDite> Dites(IEnumerable<RemarqueRegle> remarques) =>
        [.. remarques.Select(r => new RemarqueDite(r.Regle, r.Champ, r.Motif))];
}

/// <summary>What is answered of rules that were tried.</summary>
internal sealed record SimulationRegles(
    IReadOnlyList<ChangementFormation> changements, IReadOnlyList<Mouvement> resume, IReadOnlyList<MouvementsAcademie> academies,
    IReadOnlyList<RemarqueDite> avertissements);

/// <summary>What is answered to a document that cannot be taken.</summary>
internal sealed record ReglesRefusees(int regles, IReadOnlyList<RemarqueDite> refusees, IReadOnlyList<RemarqueDite> avertissements);

/// <summary>What is said of a place in a document of rules.</summary>
internal sealed record RemarqueDite(string? regle, string champ, string motif);
