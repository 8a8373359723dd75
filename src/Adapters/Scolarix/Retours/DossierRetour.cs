using System.Security.Cryptography;
using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>
/// The folder in which one établissement's Scolarix leaves its daily files. A file is taken when it has been quiet, and then
/// moved away, so that the folder shows what is still to come. Its writer may go on in it even so: whoever has a file open
/// writes into it wherever it is. So it is looked at for a while after the move, and taken again when it holds something else.
/// </summary>
internal sealed class DossierRetour(string chemin, RetourIntake intake, TachesDossier taches, VeilleOptions options, TimeProvider time)
{
    public const string Traites = "traites";
    public const string Rejetes = "rejetes";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly ReposFichiers _quiet = new(options.Silence, time);
    private readonly Dictionary<string, FichierPris> _taken = new(StringComparer.Ordinal);

    public string Chemin => chemin;

    public async Task LookAsync(EtablissementModel etablissement, CancellationToken ct)
    {
        List<FileInfo> files;
        try
        {
            files = [.. new DirectoryInfo(chemin).EnumerateFiles().OrderBy(f => f.Name, StringComparer.Ordinal)];
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            await taches.TellFolderAsync(etablissement.Code, chemin, readable: false, ct);
            return;
        }

        _quiet.Keep(files.Select(f => f.FullName).Concat(_taken.Keys));
        foreach (var file in files.Where(NomRetour.IsTaken))
            await OfferAsync(etablissement, file, ct);
        foreach (var (path, taken) in _taken.ToList())
            await FollowAsync(etablissement, new FileInfo(path), taken, ct);
        await taches.TellIgnoredAsync(etablissement.Code,
            [.. files.Where(f => NomRetour.IsStranger(f, time.GetUtcNow().UtcDateTime - options.AgeIgnore)).Select(f => f.Name)], ct);
        await taches.TellFolderAsync(etablissement.Code, chemin, readable: true, ct);
    }

    private Task OfferAsync(EtablissementModel etablissement, FileInfo file, CancellationToken ct) =>
        GuardAsync(etablissement.Code, file, async () =>
    {
        var aspect = AspectFichier.Of(file);
        if (!_quiet.IsQuiet(file.FullName, aspect)) return;
        if (await TakeAsync(etablissement, file, aspect, ct) is not { } taken) return;
        // What was written meanwhile has not been read: it stays until it is quiet again.
        if (AspectFichier.Of(file) != aspect) return;
        Follow(Move(file, taken.Dossier), taken);
        await taches.CloseFileAsync(etablissement.Code, file.Name, ct);
    }, ct);

    private Task FollowAsync(EtablissementModel etablissement, FileInfo file, FichierPris taken, CancellationToken ct) =>
        GuardAsync(etablissement.Code, file, async () =>
    {
        if (!file.Exists || time.GetElapsedTime(taken.Depuis) > options.Suivi)
        {
            _taken.Remove(file.FullName);
            return;
        }

        var aspect = AspectFichier.Of(file);
        // Seen once after the move whatever it looks like: a late line may have come before the first look.
        if (aspect == taken.Aspect || !_quiet.IsQuiet(file.FullName, aspect)) return;
        if (aspect.Octets <= RetourEndpoints.LargestFile
            && Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file.FullName, ct))) == taken.Sha256)
        {
            _taken[file.FullName] = taken with { Aspect = aspect };
            return;
        }

        if (await TakeAsync(etablissement, file, aspect, ct) is not { } again) return;
        _taken.Remove(file.FullName);
        if (file.DirectoryName == PathOf(again.Dossier)) Follow(file.FullName, again with { Aspect = aspect });
        else Follow(Move(file, again.Dossier), again);
    }, ct);

    // Null: not now.
    private async Task<FichierPris?> TakeAsync(EtablissementModel etablissement, FileInfo file, AspectFichier aspect, CancellationToken ct)
    {
        // Before the first campaign there is nobody to enrol: the file waits.
        if (intake.Session is not { } session) return null;
        if (aspect.Octets > RetourEndpoints.LargestFile)
        {
            await taches.TellFileAsync(etablissement.Code, file.Name,
                $"Le fichier de Scolarix « {file.Name} » dépasse 64 Mio : le découper.", ct);
            return new FichierPris(Rejetes, "", null, time.GetTimestamp());
        }

        var contenu = await File.ReadAllBytesAsync(file.FullName, ct);
        var taken = await intake.TakeAsync(etablissement, session, file.Name, $"dossier de retour ({file.Name})", contenu, Patience, ct);
        if (!taken.Retour.IsOver) return null;
        return new FichierPris(
            taken.Retour.Etat == nameof(EtatRetour.Rejete) ? Rejetes : Traites, Convert.ToHexStringLower(SHA256.HashData(contenu)), null,
            time.GetTimestamp());
    }

    private void Follow(string path, FichierPris taken)
    {
        // Too large to be read: it stays so.
        if (taken.Sha256.Length > 0) _taken[path] = taken;
    }

    private string PathOf(string subfolder) => Path.Combine(Path.GetFullPath(chemin), subfolder);

    private string Move(FileInfo file, string subfolder)
    {
        var target = Directory.CreateDirectory(PathOf(subfolder)).FullName;
        var path = Path.Combine(target, file.Name);
        for (var number = 2; File.Exists(path); number++)
            path = Path.Combine(target, $"{Path.GetFileNameWithoutExtension(file.Name)}-{number}{file.Extension}");
        File.Move(file.FullName, path);
        return path;
    }

    private async Task GuardAsync(string etablissement, FileInfo file, Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
        }
        catch (FileNotFoundException)
        {
            // Another node was quicker: the content counts once.
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // It would be read again for ever, changing nothing: somebody must give the right.
            await taches.TellFileAsync(etablissement, file.Name,
                $"Le fichier « {file.Name} » ne peut pas être lu ou déplacé dans le dossier de retour : donner à la passerelle le droit "
                + $"d'y écrire.", ct);
        }
    }

    /// <summary>A file that was taken.</summary>
    /// <param name="Dossier">The subfolder in which it belongs.</param>
    /// <param name="Sha256">Of what was read; empty when it was not.</param>
    /// <param name="Aspect">How it looked when its content was last seen to be that; null: not yet since the move.</param>
    private sealed record FichierPris(string Dossier, string Sha256, AspectFichier? Aspect, long Depuis);
}
