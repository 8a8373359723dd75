using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>
/// Scolarix's files that were taken and moved aside (rule J5): they name people as long as they lie there, and leave with their
/// session, with their établissement, or when their report has grown old.
/// </summary>
internal sealed class RetoursDeposes(Database database, RacinesDossiers racines, ConfigurationDirectory directory) : IFichiersPublies
{
    private const string All = "SELECT nom, recu_le, depots FROM scolarix_retour WHERE etablissement = @etablissement";

    // A file whose place was not noted, by a version before this one or by a kill: the day of its coming tells it from its namesakes.
    private static readonly TimeSpan SameComing = TimeSpan.FromDays(1);

    public string Table => "scolarix_retour";

    public async Task<IReadOnlyList<FichierPublie>> ListerAsync(string etablissement, int? annee, CancellationToken ct) =>
        [.. (await OfSessionAsync(etablissement, annee, ct)).Select(place => new FichierPublie(place.Dossier.Chemin, place.Nom))];

    public async Task EffacerAsync(string etablissement, int? annee, CancellationToken ct) =>
        Remove(await OfSessionAsync(etablissement, annee, ct));

    public async Task EffacerAvantAsync(string etablissement, DateTimeOffset avant, CancellationToken ct) => Remove(Places(
        etablissement,
        await database.QueryAsync<DepotRow>($"{All} AND recu_le < @avant", new { etablissement, avant }, ct)));

    private async Task<IReadOnlyList<Place>> OfSessionAsync(string etablissement, int? annee, CancellationToken ct) => Places(
        etablissement,
        await database.QueryAsync<DepotRow>(
            $"{All} AND (@annee = 0 OR session = @annee)", new { etablissement, annee = annee ?? 0 }, ct));

    private static void Remove(IReadOnlyList<Place> places)
    {
        foreach (var place in places) place.Dossier.Supprimer(place.Nom);
    }

    private List<Place> Places(string etablissement, IReadOnlyList<DepotRow> rows)
    {
        var found = new List<Place>();
        foreach (var path in rows.SelectMany(row => row.Chemins).Distinct(StringComparer.Ordinal))
            if (Find(path) is { } place) found.Add(place);
        var unknown = rows.Where(row => row.Depots is null).ToList();
        if (unknown.Count > 0 && directory.Current.Find(etablissement)?.Document.Scolarix?.Retour.Dossier is { } chemin)
            found.AddRange(((string[])[DossierRetour.Traites, DossierRetour.Rejetes]).SelectMany(sous => Alike(chemin, sous, unknown)));
        return [.. found.DistinctBy(place => (place.Dossier.Chemin, place.Nom))];
    }

    private Place? Find(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        var dossier = racines.Of(Path.GetDirectoryName(folder)!).Sous(Path.GetFileName(folder));
        return Looked(() => dossier.Trouver(Path.GetFileName(path)) is null ? null : new Place(dossier, Path.GetFileName(path)));
    }

    private IReadOnlyList<Place> Alike(string chemin, string sous, IReadOnlyList<DepotRow> rows)
    {
        var dossier = racines.Of(chemin).Sous(sous);
        return Looked(() => dossier.Lister().Where(entry => rows.Any(row => row.MayBe(entry)))
            .Select(entry => new Place(dossier, entry.Nom)).ToList()) ?? [];
    }

    // Nothing lies where there is no folder; whatever else is wrong must be known.
    private static T? Looked<T>(Func<T?> look) where T : class
    {
        try
        {
            return look();
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private sealed record Place(DossierEchange Dossier, string Nom);

    private sealed class DepotRow
    {
        public string Nom { get; init; } = "";
        public DateTimeOffset RecuLe { get; init; }
        public string? Depots { get; init; }

        public IReadOnlyList<string> Chemins => Depots is null ? [] : JsonText.Read<List<string>>(Depots);

        public bool MayBe(EntreeDossier entry)
        {
            var (stem, end) = (Path.GetFileNameWithoutExtension(Nom), Path.GetExtension(Nom));
            var named = entry.Nom == Nom
                || (entry.Nom.StartsWith(stem + "-", StringComparison.Ordinal) && entry.Nom.EndsWith(end, StringComparison.Ordinal)
                    && entry.Nom[(stem.Length + 1)..^end.Length] is { Length: > 0 } number && number.All(char.IsAsciiDigit));
            return named && (entry.Aspect.ModifieLe - RecuLe.UtcDateTime).Duration() < SameComing;
        }
    }
}
