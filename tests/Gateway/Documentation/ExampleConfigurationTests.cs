using System.Net;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Documentation;

/// <summary>What the guide hands out to be copied is accepted once it is filled in: the folders and the secrets.</summary>
public sealed class ExampleConfigurationTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    [Theory]
    [InlineData("exemple-configuration.json", "univ-alpes")]
    [InlineData("exemple-scolarix.json", "univ-lagune")]
    [InlineData("exemple-fregata.json", "lycee-belledonne")]
    public async Task An_example_of_the_guide_is_accepted(string name, string code)
    {
        await using var gateway = await GatewayInstance.StartAsync(Storage);
        var folder = Directory.CreateTempSubdirectory("exemple-");
        foreach (var kind in new[] { "instantanes", "retour" }) folder.CreateSubdirectory(kind);
        var text = (await File.ReadAllTextAsync(Depot.PathOf("docs/guide/" + name))).Replace("/srv/scolarix", folder.FullName, StringComparison.Ordinal)
            .Replace("à remplacer", "rempli", StringComparison.Ordinal);

        using var response = await gateway.Admin.RawAsync(HttpMethod.Put, "/api/configuration", text);

        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        Assert.Equal(code, (await gateway.Admin.GetAsync($"/api/etablissements/{code}"))!["code"]!.GetValue<string>());
        folder.Delete(recursive: true);
    }
}
