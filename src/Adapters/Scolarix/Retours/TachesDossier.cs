using System.Collections.Concurrent;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>
/// What an administrator is told of the folders of daily files. Written only when it changes: a look must not cost a write.
/// </summary>
internal sealed class TachesDossier(Database database, TacheBook tasks)
{
    private const string FolderSubject = "dossier de retour";
    private const string IgnoredSubject = "fichier ignoré : ";

    private readonly ConcurrentDictionary<string, (string Chemin, bool Readable)> _folders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _ignored = new(StringComparer.Ordinal);

    public Task TellFileAsync(string etablissement, string nom, string message, CancellationToken ct) =>
        database.WriteAsync(session => tasks.AddAsync(session, etablissement, TypeTache.RetourScolarix, nom, message, ct), ct);

    public Task CloseFileAsync(string etablissement, string nom, CancellationToken ct) =>
        database.WriteAsync(session => tasks.CloseAsync(session, etablissement, TypeTache.RetourScolarix, nom, ct), ct);

    public async Task TellFolderAsync(string etablissement, string chemin, bool readable, CancellationToken ct)
    {
        if (_folders.TryGetValue(etablissement, out var before) && before == (chemin, readable)) return;
        await database.WriteAsync(session => readable
            ? tasks.CloseAsync(session, etablissement, TypeTache.RetourScolarix, FolderSubject, ct)
            : tasks.AddAsync(session, etablissement, TypeTache.RetourScolarix, FolderSubject,
                $"Le dossier de retour « {chemin} » ne peut pas être lu : vérifier qu'il existe, que la passerelle le voit et qu'elle a "
                + $"le droit d'y lire et d'y écrire.", ct), ct);
        _folders[etablissement] = (chemin, readable);
    }

    /// <summary>Files that stay in the folder because of their name; a task of one that is not there any more is closed.</summary>
    public async Task TellIgnoredAsync(string etablissement, IReadOnlyList<string> noms, CancellationToken ct)
    {
        // No name holds a slash.
        var now = string.Join('/', noms);
        if (_ignored.TryGetValue(etablissement, out var before) && before == now) return;
        await database.WriteAsync(async session =>
        {
            await tasks.CloseOthersAsync(session, etablissement, TypeTache.RetourScolarix, IgnoredSubject,
                [.. noms.Select(n => IgnoredSubject + n)], ct);
            foreach (var nom in noms)
                await tasks.AddAsync(session, etablissement, TypeTache.RetourScolarix, IgnoredSubject + nom,
                    $"Le fichier « {nom} » reste dans le dossier de retour sans être pris : seuls les noms en .csv ou .xlsx le sont (en "
                    + $"majuscules ou en minuscules). Le renommer en .csv si c'est un retour de Scolarix, sinon le retirer ; cette tâche "
                        + $"se ferme seule.", ct);
        }, ct);
        _ignored[etablissement] = now;
    }
}
