using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Parcoursup.Gateway.Bench;

namespace Parcoursup.Gateway.Chiffrement;

/// <summary>
/// A gateway on a fresh database, which seals or does not. One établissement takes OPI by SOAP, the other candidates from files, and
/// writes a line of Scolarix's file for each; nothing is delivered, since no connector was tested.
/// </summary>
internal sealed class MeasuredSealing(bool isSealing) : IAsyncDisposable
{
    private const string Scolarix = "/api/etablissements/scolarix/";
    private const int Formation = 8842;

    private readonly GatewayProcess _gateway = new(
        ("Securite__ChiffrementDonnees", isSealing ? "true" : "false"), ("Horloge__Simulable", "true"),
        ("Horloge__Depart", "2026-06-10T09:00:00+02:00"));

    private bool _other;

    public TimeSpan Cpu => _gateway.Cpu;

    public string OpiUrl => _gateway.Url + "/services/OpiMetier";

    public static string Authorization => "Basic " + Convert.ToBase64String("parcoursup:mot-de-passe-mesure"u8);

    public Task StartAsync() => _gateway.StartAsync(Document("dd/MM/yyyy"));

    /// <summary>OPI stored for good, in a second.</summary>
    public async Task<double> OpiAsync(int seconds, int firstNumber)
    {
        var load = await Wrk.RunAsync(OpiUrl, Authorization, 32, seconds, firstNumber);
        await RestAsync("/api/etablissements/mesure/");
        return load.PerSecond;
    }

    /// <summary>A file received, analysed and applied, and its candidates evaluated.</summary>
    public async Task<double> FileAsync(int lines, int first)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Csv(lines, first))) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        var watch = Stopwatch.StartNew();
        var id = (await PostAsync(string.Create(CultureInfo.InvariantCulture, $"importations?session=2026&formation={Formation}"), content))["id"]!;
        await UntilAsync(id, "AConfirmer");
        await PostAsync($"importations/{id}/confirmer", new StringContent("{}", new MediaTypeHeaderValue("application/json")));
        await UntilAsync(id, "Terminee");
        await RestAsync(Scolarix);
        return lines / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Everybody evaluated anew, with another line for each.</summary>
    public async Task<double> EvaluationAsync(int candidates)
    {
        _other = !_other;
        var watch = Stopwatch.StartNew();
        using var answer = await _gateway.Http.PutAsync(
            "/api/configuration", new StringContent(Document(_other ? "yyyy-MM-dd" : "dd/MM/yyyy"), new MediaTypeHeaderValue("application/json")));
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        await RestAsync(Scolarix);
        return candidates / watch.Elapsed.TotalSeconds;
    }

    private static string Document(string formatDate) =>
        $$"""
        {"campagnes":[{"session":2026,"debutAdmission":"2026-06-02","publicationResultatsBac":"2026-07-07","resultatsRattrapage":"2026-07-10","rentree":"2026-09-01","fin":"2026-10-31"}],
         "etablissements":[
          {"code":"mesure","libelle":"Mesure","uais":["0730013T"],"sis":"Apogee","sourceOpi":"Opi",
           "opi":{"comptes":[{"login":"parcoursup","motDePasse":"mot-de-passe-mesure","prefixe":"P","origine":"Parcoursup"}]},
           "apogee":{"url":"http://127.0.0.1:9/services/OpiMetier"} },
          {"code":"scolarix","libelle":"Scolarix","uais":["0381912X"],"sis":"Scolarix","sourceOpi":"ApiRest",
           "parcoursup":{"url":"http://127.0.0.1:9/","login":"psup","motDePasse":"mot-de-passe-mesure"},
           "scolarix":{"disposition":{"formatDate":"{{formatDate}}"} },
           "formations":[{"codeFormationPsup":{{Formation}},"libelle":"Droit","codeSise":"2500001"}] }]}
        """;

    private static string Csv(int lines, int first)
    {
        var text = new StringBuilder("Numéro candidat;Numéro INE;Nom;Prénom;Etat civil;Date de Naissance;Pays de naissance;Nationalité;Adresse 1;Code postal;Commune;Pays;Téléphone mobile;e-mail du candidat;Internat;date réponse\n");
        for (var i = first; i < first + lines; i++)
            text.Append(CultureInfo.InvariantCulture,
                $"{100_000 + i};{i:D9}HA;Lefèvre;Zoé;Mme;01/02/2008;FRANCE;Française;{i % 200} rue de la République;73000;Chambéry;FRANCE;0612345678;candidat{i}@exemple.fr;non;05/06/2026 10:00\n");
        return text.ToString();
    }

    private async Task<JsonNode> PostAsync(string path, HttpContent content)
    {
        using var answer = await _gateway.Http.PostAsync(Scolarix + path, content);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }

    private async Task UntilAsync(JsonNode id, string state)
    {
        while (true)
        {
            var import = JsonNode.Parse(await _gateway.Http.GetStringAsync(Scolarix + $"importations/{id}"))!;
            var now = import["etat"]!.GetValue<string>();
            if (now == state) return;
            if (now == "Echec") throw new InvalidOperationException(import.ToJsonString());
            await Task.Delay(20);
        }
    }

    // Asked of the gateway every few milliseconds, the counts of everything would be what is measured.
    private async Task RestAsync(string path)
    {
        await using var database = new SqliteConnection($"Data Source={_gateway.DatabaseFile};Mode=ReadOnly;Pooling=False");
        await database.OpenAsync();
        await using var moves = database.CreateCommand();
        moves.CommandText = "SELECT EXISTS (SELECT 1 FROM candidat WHERE a_evaluer) OR EXISTS (SELECT 1 FROM message_a_appliquer)";
        do
            while (await moves.ExecuteScalarAsync() is 1L) await Task.Delay(20);
        while (!JsonNode.Parse(await _gateway.Http.GetStringAsync(path + "synthese"))!["auRepos"]!.GetValue<bool>());
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();
}
