using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>A file that stays in the folder.</summary>
/// <param name="Ordinaire">Only its name keeps it there; else it is a link, a pipe or the like, or has a second name.</param>
internal sealed record FichierLaisse(string Nom, bool Ordinaire)
{
    /// <summary>Why, in French, without its full stop.</summary>
    public string Why => Ordinaire
        ? $"Le fichier « {Nom} » reste dans le dossier de retour sans être pris : seuls les noms en .csv ou .xlsx le sont (en "
            + "majuscules ou en minuscules). Le renommer en .csv si c'est un retour de Scolarix, sinon le retirer"
        : $"« {Nom} » reste dans le dossier de retour sans être lu : c'est un lien, un tube ou un fichier qui a un autre nom ailleurs. "
            + "Le remplacer par une copie du fichier, et chercher qui l'a mis là";
}

/// <summary>
/// What an administrator is told of the folders of daily files. Written only when it changes: a look must not cost a write.
/// </summary>
internal sealed class TachesDossier(Database database, TacheBook tasks)
{
    private const string FolderSubject = "dossier de retour";
    private const string IgnoredSubject = "ignoré : ";
    private const string FormerIgnoredSubject = "fichier ignoré : ";

    // Each is a task: whoever fills the folder must not fill the table.
    private const int MostTold = 20;

    private readonly ConcurrentDictionary<string, (string Chemin, string? Problem)> _folders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _left = new(StringComparer.Ordinal);

    public Task TellReturnAsync(RetourRow retour, string message, CancellationToken ct) => TellAsync(
        retour.Etablissement, TacheRetour.SubjectOf(retour), message, ct);

    public Task TellFileAsync(string etablissement, string nom, string message, CancellationToken ct) =>
        TellAsync(etablissement, SubjectOf(etablissement, nom), message, ct);

    public Task CloseFileAsync(string etablissement, string nom, CancellationToken ct) => database.WriteAsync(async session =>
    {
        await tasks.CloseAsync(session, etablissement, TypeTache.RetourScolarix, SubjectOf(etablissement, nom), ct);
        // As a former version named it.
        await tasks.CloseAsync(session, etablissement, TypeTache.RetourScolarix, nom, ct);
    }, ct);

    private Task TellAsync(string etablissement, string sujet, string message, CancellationToken ct) =>
        database.WriteAsync(session => tasks.AddAsync(session, etablissement, TypeTache.RetourScolarix, sujet, message, ct), ct);

    // A file may be named after a person: only the message, which is sealed, tells it.
    private static string SubjectOf(string etablissement, string nom) => "fichier "
        + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{etablissement}\n{nom}")))[..16];

    /// <param name="problem">Why it cannot be used, in French; null when it can.</param>
    public async Task TellFolderAsync(string etablissement, string chemin, string? problem, CancellationToken ct)
    {
        if (_folders.TryGetValue(etablissement, out var before) && before == (chemin, problem)) return;
        await database.WriteAsync(session => problem is null
            ? tasks.CloseAsync(session, etablissement, TypeTache.RetourScolarix, FolderSubject, ct)
            : tasks.AddAsync(session, etablissement, TypeTache.RetourScolarix, FolderSubject, $"Dossier de retour : {problem}", ct), ct);
        _folders[etablissement] = (chemin, problem);
    }

    /// <summary>Files that stay in the folder, for what they are or for their name; a task of one that has gone is closed.</summary>
    public async Task TellLeftAsync(string etablissement, IReadOnlyList<FichierLaisse> left, CancellationToken ct)
    {
        left = [.. left.Take(MostTold)];
        // No name holds a slash.
        var now = string.Join('/', left.Select(l => $"{l.Nom}/{l.Ordinaire}"));
        if (_left.TryGetValue(etablissement, out var before) && before == now) return;
        await database.WriteAsync(async session =>
        {
            await tasks.CloseOthersAsync(session, etablissement, TypeTache.RetourScolarix, IgnoredSubject,
                [.. left.Select(l => IgnoredSubject + SubjectOf(etablissement, l.Nom))], ct);
            await tasks.CloseOthersAsync(session, etablissement, TypeTache.RetourScolarix, FormerIgnoredSubject, [""], ct);
            foreach (var file in left)
                await tasks.AddAsync(session, etablissement, TypeTache.RetourScolarix, IgnoredSubject + SubjectOf(etablissement, file.Nom),
                    $"{file.Why} ; cette tâche se ferme seule.", ct);
        }, ct);
        _left[etablissement] = now;
    }

    public static string Illisible(string chemin) =>
        $"« {chemin} » ne peut pas être lu : vérifier qu'il existe, que la passerelle le voit et qu'elle a le droit d'y lire et d'y "
        + "écrire.";
}
