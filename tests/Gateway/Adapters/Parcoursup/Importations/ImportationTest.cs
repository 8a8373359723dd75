using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Importations;

/// <summary>A test with files of Parcoursup's CSV export.</summary>
public abstract class ImportationTest(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    protected const string Header = "Numéro candidat;Numéro INE;Nom;Prénom;Etat civil;Date de Naissance;Pays de naissance;Nationalité;Adresse 1;Code postal;Commune;Pays;Téléphone mobile;e-mail du candidat;Internat;date réponse\n";

    protected static string Line(int code, string reponse = "05/06/2026 10:00", string birth = "01/02/2008", string mail = "a@exemple.fr") =>
        $"{code};{code:D9}AA;Lefèvre;Zoé;Mme;{birth};FRANCE;Française;1 rue de l'Église;73000;Chambéry;FRANCE;0612345678;{mail};non;{reponse}\n";

    protected async Task<JsonNode> ImportAsync(string lines)
    {
        var id = await SendAsync(Header + lines);
        await UntilAsync(id, "AConfirmer");
        await PostAsync($"importations/{id}/confirmer");
        return await UntilAsync(id, "Terminee");
    }

    protected async Task<long> SendAsync(string text, string query = "session=2026&formation=8842&fichier=admis.csv")
    {
        using var content = new StringContent(text, Encoding.UTF8, "text/csv");
        using var answer = await Api.Http.PostAsync(Etab.Path + "importations?" + query, content);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, body);
        return JsonNode.Parse(body)!["id"]!.GetValue<long>();
    }

    protected Task<JsonNode> UntilAsync(long id, string state) => Poll.UntilAsync(
        async () => (await GetAsync($"importations/{id}"))!, import => import["etat"]!.GetValue<string>() == state, TimeSpan.FromMilliseconds(50));

    protected async Task<(int Bodies, int Pieces)> BytesAsync()
    {
        await using var connection = await Gateway.Services.GetRequiredService<Database>().OpenAsync(default);
        return (await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM corps_volumineux"), await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM corps_morceau"));
    }
}
