using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Storage;
using Parcoursup.Gateway.Taches;

namespace Parcoursup.Gateway.Scolarix.Retours;

/// <summary>Nobody wakes the watch: it looks by itself.</summary>
internal sealed class RetourSignal : WakeSignal;

/// <summary>
/// Looks into the folders in which Scolarix leaves its daily files. A file is taken when two looks saw it alike, so that
/// one that is still being written is left alone; then it is moved away, so that the folder shows what is still to come.
/// </summary>
internal sealed class RetourWatch(
    Database database, ConfigurationDirectory directory, RetourIntake intake, TaskBook tasks, RetourSignal signal, TimeProvider time, ILogger<RetourWatch> logger)
    : WokenService(signal, TimeSpan.FromSeconds(2), time)
{
    private const string FolderSubject = "dossier de retour";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, (long, DateTime)> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _readable = new(StringComparer.Ordinal);

    protected override async Task WorkAsync(CancellationToken ct)
    {
        foreach (var etablissement in directory.Current.Etablissements)
            if (etablissement.Document is { Sis: Sis.Scolarix, Scolarix.Retour.Dossier: { } folder })
                await LookAsync(etablissement, folder, ct);
    }

    protected override void Tell(Exception failure) => Log.WatchFailed(logger, failure);

    private async Task LookAsync(EtablissementModel etablissement, string folder, CancellationToken ct)
    {
        List<FileInfo> files;
        try
        {
            files = [.. new DirectoryInfo(folder).EnumerateFiles("*.csv").OrderBy(f => f.Name, StringComparer.Ordinal)];
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            await TellFolderAsync(etablissement.Code, readable: false, $"Le dossier de retour « {folder} » ne peut pas être lu : vérifier qu'il existe, que la passerelle le voit et qu'elle a le droit d'y lire et d'y écrire.", ct);
            return;
        }

        foreach (var file in files)
        {
            var now = (file.Length, file.LastWriteTimeUtc);
            if (_seen.TryGetValue(file.FullName, out var before) && before == now)
                await TakeAsync(etablissement, file, ct);
            else
                _seen[file.FullName] = now;
        }

        await TellFolderAsync(etablissement.Code, readable: true, "", ct);
    }

    private async Task TakeAsync(EtablissementModel etablissement, FileInfo file, CancellationToken ct)
    {
        // Before the first campaign there is nobody to enrol: the file waits.
        if (intake.Session is not { } session) return;
        try
        {
            if (file.Length > RetourEndpoints.LargestFile)
            {
                await TellAsync(etablissement.Code, file.Name, $"Le fichier de Scolarix « {file.Name} » dépasse 64 Mio : le découper.", ct);
                Move(file, "rejetes");
                return;
            }

            var contenu = await File.ReadAllBytesAsync(file.FullName, ct);
            var taken = await intake.TakeAsync(etablissement, session, file.Name, $"dossier de retour ({file.Name})", contenu, Patience, ct);
            if (!taken.Retour.IsOver) return;
            Move(file, taken.Retour.Etat == nameof(EtatRetour.Rejete) ? "rejetes" : "traites");
        }
        catch (FileNotFoundException)
        {
            // Another node was quicker: the content counts once.
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // It would be read again for ever, changing nothing: somebody must give the right.
            await TellAsync(etablissement.Code, file.Name, $"Le fichier « {file.Name} » ne peut pas être lu ou déplacé dans le dossier de retour : donner à la passerelle le droit d'y écrire.", ct);
        }

        _seen.Remove(file.FullName);
    }

    private static void Move(FileInfo file, string subfolder)
    {
        var target = file.Directory!.CreateSubdirectory(subfolder);
        var path = Path.Combine(target.FullName, file.Name);
        for (var number = 2; File.Exists(path); number++)
            path = Path.Combine(target.FullName, $"{Path.GetFileNameWithoutExtension(file.Name)}-{number}{file.Extension}");
        File.Move(file.FullName, path);
    }

    private Task TellAsync(string etablissement, string subject, string message, CancellationToken ct) =>
        database.WriteAsync(session => tasks.AddAsync(session, etablissement, TypeTache.RetourScolarix, subject, message, ct), ct);

    // Only when it changes: a look must not cost a write.
    private async Task TellFolderAsync(string etablissement, bool readable, string message, CancellationToken ct)
    {
        if (_readable.TryGetValue(etablissement, out var before) && before == readable) return;
        _readable[etablissement] = readable;
        await database.WriteAsync(session => readable
            ? tasks.CloseAsync(session, etablissement, TypeTache.RetourScolarix, FolderSubject, ct)
            : tasks.AddAsync(session, etablissement, TypeTache.RetourScolarix, FolderSubject, message, ct), ct);
    }
}
