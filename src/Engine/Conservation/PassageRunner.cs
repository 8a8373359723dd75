using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>
/// Erases what was asked for: some rows in a transaction, which keeps the lease and the count of what went, so that a kill costs one
/// transaction and whoever comes next goes on. Doing it again erases what has come since.
/// </summary>
// Eight parameters: what goes of tables, of folders and of what came again, and where each is noted.
internal sealed class PassageRunner(
    Database database, PassageBook passages, PlanEffacement plan, EffacesRevenus returned, IEnumerable<IFichiersPublies> published,
    Fermetures closings, Registre registre, Entraves entraves)
{
    private const int MostRounds = 5;

    // Where they lie may be sealed.
    private readonly HashSet<string> _whereFilesLie = [.. published.Select(p => p.Table), DataKeyBook.Table];

    public Codes Codes => plan.Codes;

    /// <summary>What an act would erase; nothing goes.</summary>
    public async Task<Bilan> EssaiAsync(ActeConservation acte, CampagneClose? close, string? code, CancellationToken ct)
    {
        var bilan = new Bilan();
        foreach (var etape in await EtapesAsync(acte, close, code, ct))
            bilan.Ajouter(
                etape.Code, etape.Table.Genre, await database.ScalarAsync<long>(etape.Compter, etape.Valeurs, ct));
        return bilan;
    }

    /// <summary>The files that stand in folders, by path: what no transaction erases.</summary>
    public async Task<IReadOnlyList<string>> FichiersAsync(int? annee, IEnumerable<string> of, CancellationToken ct)
    {
        var files = new List<string>();
        foreach (var code in of)
            foreach (var system in published)
                files.AddRange((await system.ListerAsync(code, annee, ct)).Where(f => f.Dossier is not null)
                    .Select(f => Path.Combine(f.Dossier!, f.Nom)));
        return files;
    }

    /// <summary>Whatever was published and may name somebody of a session, in folders and in the database.</summary>
    public async Task<IReadOnlyList<string>> TousFichiersAsync(int annee, string code, CancellationToken ct)
    {
        var files = new List<string>();
        foreach (var system in published)
            files.AddRange((await system.ListerAsync(code, annee, ct))
                .Select(f => f.Dossier is { } folder ? Path.Combine(folder, f.Nom) : $"base de la passerelle : {f.Nom}"));
        return files;
    }

    /// <summary>Null when another process has it.</summary>
    public async Task<PassageRow?> RunAsync(long id, CancellationToken ct)
    {
        if (await passages.TakeAsync(id, ct) is not { } passage) return null;
        try
        {
            await EraseAsync(passage, ct);
        }
        catch (Exception failure) when (failure is not LeaseLostException && !ct.IsCancellationRequested)
        {
            // Tried again after a while, whatever it was: meanwhile the others have their turn.
            await passages.RemettreAsync(id);
            throw;
        }
        catch
        {
            await passages.GiveBackAsync(id);
            throw;
        }

        await database.OublierAsync(ct);
        return await passages.FindAsync(id, ct);
    }

    private async Task EraseAsync(PassageRow passage, CancellationToken ct)
    {
        var bilan = passage.LireBilan();
        // Before anything goes; what a kill cut off is noted already.
        if (passage.Quoi == ActeConservation.Session && bilan.Total == 0)
            await registre.NoterAsync(ActeConservation.Session, passage.Session, null, null, passage.Auteur, ct);
        var close = passage.Session is { } annee ? await CloseAsync(annee, ct) : null;
        var whose = passage.Code is { } one ? [one] : await Codes.TousAsync(ct);
        var files = new List<string>();
        var hindered = await EraseFilesAsync(passage, whose, files, bilan, ct);

        // Again until nothing is found: what was under way when it began has written since.
        for (var round = 0; round < MostRounds; round++)
        {
            var before = bilan.Total;
            foreach (var etape in await EtapesAsync(passage.Quoi, close, passage.Code, ct))
                // Without its row nobody would find a file again that still lies there.
                if (etape.Code is null || !hindered.ContainsKey(etape.Code) || !_whereFilesLie.Contains(etape.Table.Nom))
                    await EraseAsync(passage, etape, bilan, ct);
            if (bilan.Total == before) break;
        }

        // What a person has asked for is not done before all of it is; the nightly pass comes again.
        if (await entraves.NoterAsync(passage, whose, hindered, ct) is { } why && passage.Quoi != ActeConservation.Retention)
            throw new EffacementEntraveException(why);
        await database.WriteAsync(async session =>
        {
            if (passage is { Quoi: ActeConservation.Session, Session: { } purged }) await closings.PurgedAsync(session, purged, ct);
            if (passage is { Quoi: ActeConservation.Etablissement, Code: { } code }) await Fermetures.ReleaseCodeAsync(session, code, ct);
            await passages.EndAsync(session, passage.Id, bilan, Dossiers(files), ct);
        }, ct);
    }

    // The row stays for good, and files are named after people too.
    private static string? Dossiers(List<string> files) => files.Count == 0 ? null : string.Join('\n', files
        .GroupBy(file => Path.GetDirectoryName(file), StringComparer.Ordinal)
        .Select(folder => $"{folder.Key} ({Accord.De(folder.Count(), "fichier", "fichiers")})"));

    // Before the reports by which they are found. A folder of one that cannot be worked in keeps nothing of the others.
    private async Task<IReadOnlyDictionary<string, Exception>> EraseFilesAsync(
        PassageRow passage, IReadOnlyList<string> whose, List<string> files, Bilan bilan, CancellationToken ct)
    {
        var hindered = new Dictionary<string, Exception>(StringComparer.Ordinal);
        foreach (var code in whose)
            try
            {
                await EraseFilesAsync(passage, code, files, bilan, ct);
            }
            // Not the database's failure: no folder is to be set right, and the pass comes again.
            catch (Exception failure) when (
                !ct.IsCancellationRequested && failure is not LeaseLostException && !DatabaseAway.Is(failure))
            {
                hindered[code] = failure;
            }

        return hindered;
    }

    private async Task EraseFilesAsync(PassageRow passage, string code, List<string> files, Bilan bilan, CancellationToken ct)
    {
        if (passage.Quoi == ActeConservation.Retention)
        {
            await returned.ViderAsync(code, bilan, ct);
            foreach (var system in published) await system.EffacerAvantAsync(code, plan.LimiteDe(DureeTenue.Rapports), ct);
            return;
        }

        files.AddRange(await FichiersAsync(passage.Session, [code], ct));
        foreach (var system in published) await system.EffacerAsync(code, passage.Session, ct);
    }

    private async Task EraseAsync(PassageRow passage, Etape etape, Bilan bilan, CancellationToken ct)
    {
        // A look waits for no writer, and most tables have nothing.
        if (await database.ScalarAsync<long?>(etape.Chercher, etape.Valeurs, ct) is null) return;
        int gone;
        do
            gone = await database.WriteAsync(async session =>
            {
                if (etape.Code is { } code) await database.LockEtablissementAsync(session, code, ct);
                var some = await session.ExecuteAsync(etape.Effacer, etape.Valeurs, ct);
                bilan.Ajouter(etape.Code, etape.Table.Genre, some);
                await passages.KeepAsync(session, passage.Id, bilan, ct);
                return some;
            }, ct);
        while (gone == etape.Valeurs.lot);
    }

    private async Task<IReadOnlyList<Etape>> EtapesAsync(
        ActeConservation acte, CampagneClose? close, string? code, CancellationToken ct) => acte switch
    {
        ActeConservation.Session =>
            [.. plan.Session(close!.Session, close.CloseLe, code is null ? await Codes.TousAsync(ct) : [code])],
        ActeConservation.Etablissement => [.. plan.Etablissement(code!)],
        ActeConservation.Retention => [.. plan.Retention(await Codes.TousAsync(ct))],
        _ => [],
    };

    private async Task<CampagneClose> CloseAsync(int annee, CancellationToken ct) =>
        await database.FirstOrDefaultAsync<CampagneClose>("SELECT * FROM campagne_close WHERE session = @annee", new { annee }, ct)
        ?? throw new InvalidOperationException($"Session {annee} is not closed.");
}
