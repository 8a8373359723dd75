using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>What a change of the configuration did: errors and nothing else, or the établissements that it touched.</summary>
public sealed record ConfigurationChange(IReadOnlyList<Erreur> Erreurs, IReadOnlyList<string> Connexions)
{
    public bool Succeeded => Erreurs.Count == 0;
}

/// <summary>What a change of the configuration would do.</summary>
/// <param name="Apres">As before, where there are errors.</param>
public sealed record ConfigurationTrial(
    IReadOnlyList<Erreur> Erreurs, IReadOnlyList<Difference> Differences, ConfigurationSnapshot Avant, ConfigurationSnapshot Apres);

/// <summary>
/// Changes the configuration, whole or in part, for REST and for the command line. A change is checked against the
/// whole configuration as it would become, and either applies entirely or not at all.
/// </summary>
// Eight parameters: what is stored, how it is written and sealed, who judges it and who follows it.
public sealed class ConfigurationService(
    Database database, ConfigurationDirectory directory, DocumentFormat format, DocumentSecrets secrets, IEnumerable<IDocumentRule> rules,
    IEnumerable<IConfigurationFollower> followers, HashGate gate, TimeProvider time)
{
    private readonly IReadOnlyList<IDocumentRule> _rules = [.. rules.OrderBy(r => r.Order)];

    public ConfigurationDocument Export()
    {
        var current = directory.Current;
        return new ConfigurationDocument
        {
            Campagnes = [.. current.Campagnes.OrderBy(c => c.Session)],
            Etablissements = [.. current.Etablissements.Select(e => DocumentSecrets.Redact(e.Document))],
        };
    }

    /// <summary>Creates or replaces each établissement and campagne named in the document; leaves the others.</summary>
    public Task<ConfigurationChange> ImportAsync(ConfigurationDocument given, CancellationToken ct) => ImportAsync(_ => given, ct);

    /// <param name="change">
    /// Makes the document from the configuration as it is, under the lock: two people who change two parts of one
    /// établissement at the same time both have their way.
    /// </param>
    public async Task<ConfigurationChange> ImportAsync(Func<ConfigurationSnapshot, ConfigurationDocument> change, CancellationToken ct)
    {
        var before = ConfigurationSnapshot.Empty;
        var saved = new ConfigurationDocument();
        IReadOnlyList<Erreur> errors = [];
        // What would be refused is not worth a hash.
        await directory.RefreshAsync(ct);
        var given = change(directory.Current);
        if (Check(directory.Current, given, PreparedHashes.Aucun()) is { Errors: { Count: > 0 } early }) return new(early, []);
        if (await PreparedHashes.ForAsync(given, gate) is not { } hashes) return new([new("", HashGate.TropDAttente)], []);
        await database.WriteAsync(async session =>
        {
            await database.LockAsync(session, "configuration", ct);
            await directory.RefreshAsync(ct);
            before = directory.Current;
            (saved, errors) = await SaveAsync(session, before, change(before), hashes, ct);
        }, ct);
        if (errors.Count > 0) return new ConfigurationChange(errors, []);

        await directory.RefreshAsync(ct);
        var connections = directory.Current.Etablissements
            .Where(e => saved.Etablissements.Any(s => s.Code == e.Code)
                && before.FindByCode(e.Code) is { } old && old.ConnectionFingerprint != e.ConnectionFingerprint)
            .Select(e => e.Code);
        return new ConfigurationChange([], [.. connections]);
    }

    /// <summary>What a change would do: every error, or what would differ. Nothing is stored.</summary>
    public ConfigurationTrial Try(Func<ConfigurationSnapshot, ConfigurationDocument> change)
    {
        var before = directory.Current;
        var given = change(before);
        var (result, errors) = Check(before, given, PreparedHashes.Aucun());
        return errors.Count > 0 ? new(errors, [], before, before) : new(
            [],
            [.. DocumentDifference.Between(NodeOf(Part(before, given)), NodeOf(given))],
            before, directory.With([.. result.Etablissements.Take(given.Etablissements.Count)], given.Campagnes));
    }

    // Of what is stored only what the document names.
    private static ConfigurationDocument Part(ConfigurationSnapshot before, ConfigurationDocument given) => new()
    {
        Campagnes = [.. given.Campagnes.Select(c => before.Campagne(c.Session)).OfType<CalendrierCampagne>()],
        Etablissements = [.. given.Etablissements.Select(e => before.FindByCode(e.Code)?.Document).OfType<EtablissementDocument>()
            .Select(DocumentSecrets.Redact)],
    };

    private JsonNode? NodeOf(ConfigurationDocument document) => JsonSerializer.SerializeToNode(document, format.Options);

    // The configuration as it would become, the named établissements first so that the paths of errors are those of the document.
    private (ConfigurationDocument Result, IReadOnlyList<Erreur> Errors) Check(
        ConfigurationSnapshot current, ConfigurationDocument given, PreparedHashes hashes)
    {
        var sealedOnes = given.Etablissements.Select(e => secrets.Seal(e, current.FindByCode(e.Code)?.Document, hashes)).ToList();
        var result = new ConfigurationDocument
        {
            Campagnes = given.Campagnes,
            Etablissements =
            [
                .. sealedOnes,
                .. current.Etablissements.Select(e => e.Document).Where(e => sealedOnes.TrueForAll(s => s.Code != e.Code)),
            ],
        };
        return (result,
            [
                .. Duplicates(given), .. Placeholders.In(NodeOf(given)), .. TextesDocument.Erreurs(NodeOf(given)),
                .. _rules.SelectMany(r => r.Check(result)),
                .. given.Etablissements.SelectMany((e, i) => hashes.TooShort(e.Code).Select(account => ShortPassword(i, account))),
            ]);
    }

    private static Erreur ShortPassword(int i, string account) => new($"etablissements[{i}]",
        $"Le mot de passe du compte « {account.Split(':')[^1]} » a moins de {PreparedHashes.ShortestPassword} caractères : en choisir "
        + "un plus long.");

    // Writes nothing at all when there is an error.
    private async Task<(ConfigurationDocument Saved, IReadOnlyList<Erreur> Errors)> SaveAsync(
        WriteSession session, ConfigurationSnapshot current, ConfigurationDocument given, PreparedHashes hashes, CancellationToken ct)
    {
        var (result, errors) = Check(current, given, hashes);
        errors = [.. errors, .. await StillHeldAsync(session, given, ct)];
        if (errors.Count > 0) return (given, errors);
        await KeepAsync(session, current, [.. result.Etablissements.Take(given.Etablissements.Count)], given.Campagnes, ct);
        return (given, []);
    }

    /// <summary>What was checked when it was saved counts again as it stood then, for a replay of what came in: without secrets.</summary>
    public async Task RemettreAsync(ConfigurationDocument former, CancellationToken ct)
    {
        await directory.RefreshAsync(ct);
        await database.WriteAsync(async session =>
        {
            // One that has moved may come before the one that it left: what was one change may be told as several, in any order.
            await session.ExecuteAsync(
                "DELETE FROM etablissement_uai WHERE uai IN @uais",
                new { uais = former.Etablissements.SelectMany(e => e.Uais).ToArray() }, ct);
            await KeepAsync(session, directory.Current, former.Etablissements, former.Campagnes, ct);
        }, ct);
        await directory.RefreshAsync(ct);
    }

    private async Task KeepAsync(
        WriteSession session, ConfigurationSnapshot current, IReadOnlyList<EtablissementDocument> etablissements,
        IReadOnlyList<CalendrierCampagne> campagnes, CancellationToken ct)
    {
        await LockAsync(session, current, campagnes, etablissements, ct);
        // The UAIs first of all: one may move from an établissement of the document to another.
        foreach (var etablissement in etablissements)
            await session.ExecuteAsync("DELETE FROM etablissement_uai WHERE etablissement = @code", new { code = etablissement.Code }, ct);
        // One time for all of it: what was one change is found as one.
        var now = time.GetUtcNow();
        foreach (var etablissement in etablissements)
            await SaveAsync(session, etablissement, current.FindByCode(etablissement.Code)?.Document, now, ct);
        foreach (var campagne in campagnes)
            await SaveAsync(session, campagne, current.Campagne(campagne.Session), now, ct);
        await NextRevisionAsync(session, ct);
    }

    // Whoever takes a code must find nothing of its former owner (rule J5).
    private static async Task<IEnumerable<Erreur>> StillHeldAsync(
        WriteSession session, ConfigurationDocument given, CancellationToken ct)
    {
        var held = await session.QueryAsync<string>("SELECT code FROM code_en_suppression", null, ct);
        return given.Etablissements.Index().Where(e => held.Contains(e.Item.Code)).Select(e => new Erreur(
            $"etablissements[{e.Index}].code", $"L'établissement « {e.Item.Code} » est en cours d'effacement : recommencer ensuite."));
    }

    private static IEnumerable<Erreur> Duplicates(ConfigurationDocument given)
    {
        foreach (var group in given.Etablissements.Select((e, i) => (e.Code, Index: i)).GroupBy(e => e.Code).Where(g => g.Count() > 1))
            yield return new Erreur($"etablissements[{group.Last().Index}].code",
                $"L'établissement « {group.Key} » figure plusieurs fois.");
        foreach (var group in given.Campagnes.Select((c, i) => (c.Session, Index: i)).GroupBy(c => c.Session).Where(g => g.Count() > 1))
            yield return new Erreur($"campagnes[{group.Last().Index}].session", $"La session {group.Key} figure plusieurs fois.");
    }

    // Whoever evaluates or applies has read what is about to change: he ends first, and is asked again afterwards (rule C5).
    // In the order of their codes, behind the lock of the configuration: two who take several never wait for each other.
    private async Task LockAsync(
        WriteSession session, ConfigurationSnapshot current, IEnumerable<CalendrierCampagne> campagnes,
        IEnumerable<EtablissementDocument> documents, CancellationToken ct)
    {
        var codes = documents.Where(d => HasChanged(d, current.FindByCode(d.Code)?.Document)).Select(d => d.Code);
        if (campagnes.Any(c => c != current.Campagne(c.Session))) codes = codes.Union(current.Etablissements.Select(e => e.Code));
        foreach (var code in codes.Distinct().Order(StringComparer.Ordinal).ToList())
            await database.LockEtablissementAsync(session, code, ct);
    }

    private bool HasChanged(EtablissementDocument document, EtablissementDocument? before) =>
        before is null || format.Of(before) != format.Of(document);

    private async Task SaveAsync(
        WriteSession session, EtablissementDocument document, EtablissementDocument? before, DateTimeOffset now, CancellationToken ct)
    {
        var text = format.Of(document);
        await session.ExecuteAsync(
            """
            INSERT INTO etablissement (code, document, modifie_le) VALUES (@code, @text, @now)
            ON CONFLICT (code) DO UPDATE SET document = excluded.document, modifie_le = excluded.modifie_le
            """,
            new { code = document.Code, text, now }, ct);
        foreach (var uai in document.Uais)
            await session.ExecuteAsync(
                "INSERT INTO etablissement_uai (uai, etablissement) VALUES (@uai, @code)", new { uai, code = document.Code }, ct);

        if (!HasChanged(document, before)) return;
        foreach (var follower in followers)
            await follower.FollowAsync(session, before, document, ct);
    }

    private async Task SaveAsync(
        WriteSession session, CalendrierCampagne campagne, CalendrierCampagne? before, DateTimeOffset now, CancellationToken ct)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO campagne (session, document, modifie_le) VALUES (@annee, @text, @now)
            ON CONFLICT (session) DO UPDATE SET document = excluded.document, modifie_le = excluded.modifie_le
            """,
            new { annee = campagne.Session, text = JsonText.Of(campagne), now }, ct);
        if (campagne == before) return;
        foreach (var follower in followers)
            await follower.FollowAsync(session, campagne, ct);
    }

    internal static async Task NextRevisionAsync(WriteSession session, CancellationToken ct)
    {
        var key = ConfigurationDirectory.RevisionKey;
        var text = await session.ScalarAsync<string>("SELECT valeur FROM parametre WHERE cle = @key", new { key }, ct);
        var next = (text is null ? 0 : long.Parse(text, CultureInfo.InvariantCulture)) + 1;
        await session.ExecuteAsync(
            "INSERT INTO parametre (cle, valeur) VALUES (@key, @next) ON CONFLICT (cle) DO UPDATE SET valeur = excluded.valeur",
            new { key, next = next.ToString(CultureInfo.InvariantCulture) }, ct);
    }
}
