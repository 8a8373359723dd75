using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Api;

/// <summary>
/// An établissement whose rows nobody else may touch: a marker in every table that has an établissement, found in the
/// schema, so that a new table is filled too.
/// </summary>
internal static class Victim
{
    public const string Code = "univ-lacs";
    public const string Marker = "MARQUEURDESLACS";
    public const int Candidat = 4321;
    public const long Id = 900;

    private const string Instant = "2026-06-10T00:00:00.0000000Z";

    // Filled in the ordinary way, or emptied by the gateway itself.
    private static readonly string[] FilledOtherwise = ["audit", "etablissement_uai", "cle_api", "cle_donnees", "cle_usage", "candidat", "voeu", "message_entrant", "message_a_appliquer", "inscription_reprise", "releve", "releve_heure"];

    // The rows of the victim where the table itself doesn't say whose they are; null: not of an établissement.
    private static readonly Dictionary<string, string?> Filters = new(StringComparer.Ordinal)
    {
        ["etablissement"] = "code = 'univ-lacs'",
        ["cle_usage"] = null,
        // Counted by the gateway itself, now and then.
        ["releve"] = null,
        ["releve_heure"] = null,
        // Persons are of the gateway: nobody here may write any of them.
        ["utilisateur"] = "1 = 1",
        ["session_utilisateur"] = "1 = 1",
        ["invitation"] = "1 = 1",
        ["echange"] = "livraison = 900",
        ["fichier_partie"] = "lot = 900",
        ["scolarix_index"] = "instantane = 900",
        ["scolarix_mouvement"] = "instantane = 900",
        ["scolarix_partie"] = "instantane = 900",
        ["remontee_ligne"] = "remontee = 900",
        ["relance_paliers_envoi"] = "relance = 900",
        ["corps_morceau"] = "corps = 900",
        ["importation_anomalie"] = "importation = 900",
        ["opi_remise"] = "livraison IN (SELECT id FROM livraison WHERE etablissement = 'univ-lacs')",
        ["message_ecarte"] = "id IN (SELECT id FROM message_entrant WHERE etablissement = 'univ-lacs')",
        // The intruder may change his own configuration, which counts the revision of all.
        ["parametre"] = "cle <> 'configuration.revision' AND cle NOT LIKE 'sonde:%'",
        ["campagne"] = "1 = 1",
        ["cle_protection"] = "1 = 1",
        ["cle_maitresse"] = "1 = 1",
        ["migration"] = null,
        // Refusals and the intruder's own acts are written down, whoever they are about: AuditTests looks at what.
        ["audit"] = null,
        ["audit_tete"] = null,
        ["audit_envoi"] = null,
        // The victim is told that somebody tries its accounts again and again.
        ["tache"] = "etablissement = 'univ-lacs' AND type <> 'RefusRepetes'",
        ["adresse_connue"] = "compte LIKE '%lacs%'",
        // A machine that stands still for half a minute is an outage, after which the gateway asks for everybody again (rule C8).
        ["recuperation"] = "etablissement = 'univ-lacs' AND cause NOT LIKE 'Reprise%'",
        // The clock's and the nodes' own notes.
        ["battement"] = null,
        ["horloge_historique"] = null,
        ["campagne_close"] = "1 = 1",
        ["code_en_suppression"] = "1 = 1",
        ["conservation_passage"] = "1 = 1",
        ["conservation_effacement"] = "1 = 1",
        ["travail_execute"] = null,
        ["travail_passage"] = null,
    };

    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["livraison.destination"] = "apogee-opi", ["livraison.origine"] = "Autre", ["livraison.etat"] = "RefusMetier", ["livraison.prochaine_tentative"] = "2099-01-01T00:00:00.0000000Z",
        ["garde.etat"] = "EnAttente", ["garde.type"] = "Decisions", ["recuperation.etat"] = "Terminee", ["tache.type"] = "MessageEcarte",
        ["inscription.demande"] = $$"""{"session":2026,"ine":"{{Marker}}","dateMaj":"2026-06-01T10:00:00+02:00"}""", ["inscription.type"] = "Principale", ["inscription.origine"] = "IaPrimo",
        ["fichier_generation.etat"] = "Terminee", ["fichier_lot.etat"] = "Publie", ["scolarix_retour.etat"] = "Applique", ["scolarix_retour.depots"] = "[]", ["fichier_lot_opi.vets"] = "[]",
        ["scolarix_instantane.etat"] = "Publie", ["scolarix_population.presence"] = "ADecider", ["scolarix_population.raison"] = "BacInconnu", ["scolarix_mouvement.nature"] = "Sortie",
        ["fregata_import.etat"] = "Succes", ["fregata_dossier.etat"] = "Traite", ["fregata_validation.nature"] = "Validation",
        ["importation.etat"] = "AConfirmer", ["importation.deposee_le"] = "2099-01-01T00:00:00.0000000Z", ["importation.bilan"] = "{}", ["importation_anomalie.nature"] = "Rejet", ["chargement.jusqua"] = Instant, ["chargement_en_cours.jusqua"] = Instant,
        ["travail_pause.depuis"] = Instant, ["relance_paliers.etat"] = "Terminee", ["courriel_envoi.etat"] = "Envoye", ["courriel_envoi.prochaine_tentative"] = "2099-01-01T00:00:00.0000000Z",
        ["test_connecteur.etapes"] = "[]", ["test_en_cours.etapes"] = "[]", ["test_en_cours.noms"] = "[]", ["recherche_etudiant.etat"] = "Inconnue", ["resultat_bac.issue"] = "Admis", ["opi_recue.origine"] = "Autre",
    };

    public static JsonObject Voeu(string nom = Marker)
    {
        var voeu = TestDocument.Voeu(Candidat);
        (voeu["nom"], voeu["codeEtablissement"], voeu["codeEtablissementAffectation"]) = (nom, SharedGateway.OtherUai, SharedGateway.OtherUai);
        return voeu;
    }

    public static async Task FillAsync(GatewayInstance gateway, TestEtablissement etab)
    {
        var push = new JsonObject { ["identifiant"] = new JsonObject { ["login"] = "psup-lacs", ["pwd"] = SharedGateway.OtherPushPassword }, ["donneesCandidat"] = Voeu() };
        var pushed = await gateway.Http.PostJsonAsync($"/parcoursup/{etab.Uai}/admissionCandidat", push.ToJsonString());
        Assert.True(pushed.Status == System.Net.HttpStatusCode.OK, pushed.Text);
        await gateway.Admin.AtRestAsync(etab.Code);
        foreach (var table in await TablesAsync(gateway))
        {
            var columns = await ColumnsAsync(gateway, table);
            if (columns.Exists(c => c.Name == "etablissement") && !FilledOtherwise.Contains(table)) await InsertAsync(gateway, table, columns);
        }

        string[] owned = ["echange", "remontee_ligne", "relance_paliers_envoi", "fichier_partie", "scolarix_index", "scolarix_mouvement", "scolarix_partie", "corps_morceau", "importation_anomalie"];
        foreach (var table in owned) await InsertAsync(gateway, table, await ColumnsAsync(gateway, table));
    }

    /// <summary>All that the tables hold of the victim.</summary>
    public static async Task<string> ContentAsync(GatewayInstance gateway)
    {
        var text = new StringBuilder();
        await using var connection = await gateway.Services.GetRequiredService<Database>().OpenAsync(default);
        foreach (var table in await TablesAsync(gateway))
        {
            var ofEtablissement = (await ColumnsAsync(gateway, table)).Exists(c => c.Name == "etablissement");
            if (!Filters.TryGetValue(table, out var filter))
                // The catalogue is the country's: nobody here may write any of it. What is told of the Exposition API is open.
                filter = table.StartsWith("catalogue_", StringComparison.Ordinal) || table == "cle_role" ? "1 = 1"
                    : table.StartsWith("exposition_", StringComparison.Ordinal) ? null : ofEtablissement ? "etablissement = 'univ-lacs'" : throw new InvalidOperationException($"Say in Victim.Filters which rows of {table} are the victim's.");
            if (filter is null) continue;
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} WHERE {filter}";
            await using var reader = await command.ExecuteReaderAsync();
            var rows = 0;
            for (; await reader.ReadAsync(); rows++)
                text.Append(table).Append(' ').AppendJoin('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader[i] is byte[] bytes ? Encoding.UTF8.GetString(bytes) : reader[i])).AppendLine();
            Assert.True(rows > 0 || table is "message_a_appliquer" or "message_ecarte" or "inscription_reprise" || !ofEtablissement, $"{table} has nothing of the victim: the walk would prove nothing.");
        }

        return text.ToString();
    }

    private static async Task InsertAsync(GatewayInstance gateway, string table, List<Column> columns)
    {
        var filled = columns.Where(c => c.NotNull && c.Default is null || c.Name is "etablissement" or "id" or "message" or "explication" || (table, c.Name) is ("scolarix_instantane", "numero")).ToList();
        await gateway.ExecuteAsync(
            $"INSERT INTO {table} ({string.Join(", ", filled.Select(c => c.Name))}) VALUES ({string.Join(", ", filled.Select(c => Literal(table, c)))})");
    }

    private static string Literal(string table, Column column)
    {
        if (Values.TryGetValue($"{table}.{column.Name}", out var given)) return $"'{given}'";
        return column switch
        {
            { Name: "etablissement" } => $"'{Code}'",
            { Name: "uai" } => $"'{SharedGateway.OtherUai}'",
            { Name: "session" } => "2026",
            { Name: "code_candidat" } => Candidat.ToString(System.Globalization.CultureInfo.InvariantCulture),
            { Name: "jour" } => "'2026-06-10'",
            { Name: var name } when name.EndsWith("_le", StringComparison.Ordinal) || name is "date_maj" or "prochaine_tentative" or "prevu_pour" => $"'{Instant}'",
            { Type: "BOOLEAN" } => "0",
            { Type: "INTEGER" } => Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => $"'{Marker}'",
        };
    }

    private static Task<IReadOnlyList<string>> TablesAsync(GatewayInstance gateway) =>
        gateway.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");

    private static async Task<List<Column>> ColumnsAsync(GatewayInstance gateway, string table) =>
        [.. await gateway.QueryAsync<Column>($"SELECT name AS Name, type AS Type, \"notnull\" AS \"NotNull\", dflt_value AS \"Default\" FROM pragma_table_info('{table}')")];

    private sealed class Column
    {
        public string Name { get; init; } = "";
        public string Type { get; init; } = "";
        public bool NotNull { get; init; }
        public string? Default { get; init; }
    }
}
