using System.Security.Cryptography;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Dossiers;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>
/// The folder in which one établissement's Scolarix leaves its daily files. A file is taken when it has been quiet, and then
/// moved away, so that the folder shows what is still to come. Its writer may go on in it even so: whoever has a file open
/// writes into it wherever it is. So it is looked at for a while after the move, and taken again when it holds something else.
/// </summary>
internal sealed class DossierRetour(
    string chemin, RacinesDossiers racines, RetourIntake intake, TachesDossier taches, VeilleOptions options, TimeProvider time)
{
    public const string Traites = "traites";
    public const string Rejetes = "rejetes";

    private const string TropGrand =
        "Le fichier dépasse 64 Mio : le découper, avec la ligne d'en-tête en tête de chaque partie, et déposer les parties.";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly ReposFichiers _quiet = new(options.Silence, time);
    private readonly Dictionary<string, FichierPris> _taken = new(StringComparer.Ordinal);

    // Read, and not to be moved: until somebody gives the right to, each look tries that again and nothing else.
    private readonly Dictionary<string, (AspectEntree Aspect, FichierPris Pris)> _stuck = new(StringComparer.Ordinal);

    public string Chemin => chemin;

    public async Task LookAsync(EtablissementModel etablissement, CancellationToken ct)
    {
        DossierEchange dossier;
        IReadOnlyList<EntreeDossier> entries;
        try
        {
            dossier = racines.Of(chemin);
            entries = dossier.Lister();
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            await taches.TellFolderAsync(etablissement.Code, chemin, racines.Problem(chemin) ?? TachesDossier.Illisible(chemin), ct);
            return;
        }

        _quiet.Keep(entries.Select(e => e.Nom).Concat(_taken.Keys));
        foreach (var gone in _stuck.Keys.Except(entries.Select(e => e.Nom)).ToList()) _stuck.Remove(gone);
        foreach (var entry in entries.Where(e => e.Aspect.Ordinaire && NomRetour.IsTaken(e.Nom)))
            await OfferAsync(etablissement, dossier, entry, ct);
        foreach (var (place, taken) in _taken.ToList())
            await FollowAsync(etablissement, dossier.Sous(taken.Dossier), place, taken, ct);
        await taches.TellLeftAsync(etablissement.Code, [.. LeftIn(entries)], ct);
        await taches.TellFolderAsync(etablissement.Code, chemin, null, ct);
    }

    private IEnumerable<FichierLaisse> LeftIn(IReadOnlyList<EntreeDossier> entries)
    {
        var before = time.GetUtcNow().UtcDateTime - options.AgeIgnore;
        return entries.Where(e => !e.Aspect.Ordinaire && NomRetour.IsTaken(e.Nom)).Select(e => new FichierLaisse(e.Nom, Ordinaire: false))
            .Concat(entries.Where(e => NomRetour.IsStranger(e, before)).Select(e => new FichierLaisse(e.Nom, Ordinaire: true)));
    }

    private Task OfferAsync(EtablissementModel etablissement, DossierEchange dossier, EntreeDossier entry, CancellationToken ct) =>
        GuardAsync(etablissement.Code, entry.Nom, async () =>
    {
        if (!_quiet.IsQuiet(entry.Nom, entry.Aspect)) return;
        var taken = _stuck.TryGetValue(entry.Nom, out var stuck) && stuck.Aspect == entry.Aspect ? stuck.Pris
            : await TakeAsync(etablissement, dossier, entry, ct);
        if (taken is null) return;
        _stuck[entry.Nom] = (entry.Aspect, taken);
        // What was written meanwhile has not been read: it stays until it is quiet again.
        if (dossier.Trouver(entry.Nom) != entry.Aspect) return;
        var moved = taken with { Nom = dossier.Deplacer(entry.Nom, taken.Dossier), Depuis = time.GetTimestamp() };
        _stuck.Remove(entry.Nom);
        await PlaceAsync(moved, ct);
        Follow(moved);
        await taches.CloseFileAsync(etablissement.Code, entry.Nom, ct);
    }, ct);

    private Task FollowAsync(
        EtablissementModel etablissement, DossierEchange dossier, string place, FichierPris taken, CancellationToken ct) =>
        GuardAsync(etablissement.Code, taken.Nom, async () =>
    {
        if (time.GetElapsedTime(taken.Depuis) > options.Suivi || dossier.Trouver(taken.Nom) is not { Ordinaire: true } aspect)
        {
            _taken.Remove(place);
            return;
        }

        // Seen once after the move whatever it looks like: a late line may have come before the first look.
        if (aspect == taken.Aspect || !_quiet.IsQuiet(place, aspect)) return;
        if (await dossier.LireAsync(taken.Nom, RetourEndpoints.LargestFile, ct) is { } contenu && HashOf(contenu) == taken.Sha256)
        {
            _taken[place] = taken with { Aspect = aspect };
            return;
        }

        if (await TakeAsync(etablissement, dossier, new EntreeDossier(taken.Nom, aspect), ct) is not { } again) return;
        _taken.Remove(place);
        if (again.Dossier == taken.Dossier) Follow(again with { Aspect = aspect });
        else Follow(again = again with { Nom = racines.Of(chemin).Transferer(taken.Dossier, taken.Nom, again.Dossier) });
        await PlaceAsync(again, ct);
    }, ct);

    private Task PlaceAsync(FichierPris taken, CancellationToken ct) =>
        intake.PlaceAsync(taken.Retour, Path.Combine(chemin, taken.Dossier, taken.Nom), ct);

    // Null: not now.
    private async Task<FichierPris?> TakeAsync(
        EtablissementModel etablissement, DossierEchange dossier, EntreeDossier entry, CancellationToken ct)
    {
        // Before the first campaign there is nobody to enrol: the file waits.
        if (intake.Session is not { } session) return null;
        // Whoever names a file names whom he likes: this is kept for good, by the audit too.
        const string par = "dossier de retour";
        // It may grow beyond that while it is read, too.
        var contenu = entry.Aspect.Octets > RetourEndpoints.LargestFile ? null
            : await dossier.LireAsync(entry.Nom, RetourEndpoints.LargestFile, ct);
        if (contenu is null)
        {
            var refused = await intake.RefuseAsync(etablissement, session, entry, par, TropGrand, ct);
            // Under the number of the return: the task of the name goes when the file is moved.
            await taches.TellReturnAsync(refused,
                $"Le fichier de Scolarix « {entry.Nom} » n'a pas été lu. {TropGrand}", ct);
            return new FichierPris(Rejetes, entry.Nom, "", null, time.GetTimestamp(), refused.Id);
        }

        var taken = await intake.TakeAsync(etablissement, session, entry.Nom, par, contenu, Patience, ct);
        if (!taken.Retour.IsOver) return null;
        return new FichierPris(
            taken.Retour.Etat == nameof(EtatRetour.Rejete) ? Rejetes : Traites, entry.Nom, HashOf(contenu), null, time.GetTimestamp(),
            taken.Retour.Id);
    }

    private void Follow(FichierPris taken)
    {
        // Too large to be read: it stays so.
        if (taken.Sha256.Length > 0) _taken[$"{taken.Dossier}/{taken.Nom}"] = taken;
    }

    private static string HashOf(byte[] contenu) => Convert.ToHexStringLower(SHA256.HashData(contenu));

    private async Task GuardAsync(string etablissement, string nom, Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
        }
        catch (FileNotFoundException)
        {
            // Another node was quicker: the content counts once.
        }
        catch (EntreeHostileException hostile)
        {
            await taches.TellFileAsync(etablissement, nom, $"Dossier de retour : {hostile.Message}", ct);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // It would be read again for ever, changing nothing: somebody must give the right.
            await taches.TellFileAsync(etablissement, nom,
                $"Le fichier « {nom} » ne peut pas être lu ou déplacé dans le dossier de retour : donner à la passerelle le droit "
                + $"d'y écrire.", ct);
        }
    }

    /// <summary>A file that was taken.</summary>
    /// <param name="Dossier">The subfolder in which it belongs.</param>
    /// <param name="Nom">Its name there.</param>
    /// <param name="Sha256">Of what was read; empty when it was not.</param>
    /// <param name="Aspect">How it looked when its content was last seen to be that; null: not yet since the move.</param>
    /// <param name="Retour">Its number.</param>
    private sealed record FichierPris(string Dossier, string Nom, string Sha256, AspectEntree? Aspect, long Depuis, long Retour);
}
