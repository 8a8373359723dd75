using Parcoursup.Gateway.Adapters.Parcoursup.Export;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Intake;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Importations;

/// <summary>Which candidates a file holds: neither formation nor établissement stands in it (contract §8).</summary>
internal sealed record CibleImportation(int Session, int CodeFormation, string Uai)
{
    private const int FirstSession = 2018;
    private const int LastSession = 2100;

    /// <summary>The target, or what is wrong with what was told: field and French message.</summary>
    public static (CibleImportation? Cible, string Champ, string Message) Of(EtablissementModel etablissement, int? session, int? formation, string? uai)
    {
        if (session is not (>= FirstSession and <= LastSession)) return (null, "session", "Indiquer la session de Parcoursup (par exemple session=2026).");
        if (formation is not > 0) return (null, "formation", "Indiquer le code Parcoursup de la formation que contient le fichier (par exemple formation=8842).");
        var uais = etablissement.Document.Uais;
        if (uai is null && uais.Count == 1) uai = uais[0];
        if (uai is null) return (null, "uai", $"L'établissement a plusieurs UAI : indiquer celle de la formation ({string.Join(", ", uais)}).");
        return uais.FirstOrDefault(u => string.Equals(u, uai.Trim(), StringComparison.OrdinalIgnoreCase)) is { } own
            ? (new CibleImportation(session.Value, formation.Value, own), "", "")
            : (null, "uai", $"Cette UAI n'est pas l'une de celles de l'établissement ({string.Join(", ", uais)}).");
    }
}

/// <summary>Takes a file in, to be analysed; a person confirms it afterwards, or drops it.</summary>
internal sealed class ImportationDepot(Database database, LargeBodies bodies, ImportationBook book, Journal journal, ImportationSignal signal, TimeProvider time)
{
    /// <summary>The largest file, in bytes.</summary>
    public const long LargestFile = 512L * 1024 * 1024;

    private const int LongestName = 200;

    /// <summary>The number of the importation, null when the file is too large.</summary>
    public async Task<long?> TakeAsync(string etablissement, CibleImportation cible, string? fichier, Stream content, string par, CancellationToken ct)
    {
        var encoding = new ExportEncoding();
        if (await bodies.ReceiveAsync(etablissement, content, LargestFile, bytes => encoding.Look(bytes.Span), ct) is not { } stored) return null;
        var id = await database.WriteAsync(async session =>
        {
            await LargeBodies.AcquireAsync(session, stored.Id, ct);
            return await book.InsertAsync(session, new ImportationRow
            {
                Etablissement = etablissement, Session = cible.Session, CodeFormation = cible.CodeFormation, Uai = cible.Uai, Corps = stored.Id, Octets = stored.Octets,
                Encodage = encoding.Settle(), Par = par, Fichier = fichier is { Length: > LongestName } ? fichier[..LongestName] : fichier,
            }, ct);
        }, ct);
        signal.Wake();
        return id;
    }

    /// <summary>These very bytes become a message of the journal and are applied; false when they were not waiting for that.</summary>
    public async Task<bool> ConfirmAsync(ImportationRow row, string par, string? correlation, CancellationToken ct)
    {
        await using var session = await database.WriteAsync(ct);
        var message = await journal.AppendLargeAsync(session, new MessageEntrant
        {
            RecuLe = time.GetUtcNow(), Etablissement = row.Etablissement, Uai = row.Uai, Canal = Canal.Importation, Compte = par,
            TypeContenu = "text/csv; charset=" + row.Encodage, CorpsVolumineux = row.Corps, Correlation = correlation,
        }, toApply: false, ct);
        if (!await book.ConfirmAsync(session, row, message, par, ct)) return false;
        await session.CommitAsync(ct);
        signal.Wake();
        return true;
    }

    public Task<bool> AbandonAsync(ImportationRow row, CancellationToken ct) => database.WriteAsync(session => book.AbandonAsync(session, row, ct), ct);
}
