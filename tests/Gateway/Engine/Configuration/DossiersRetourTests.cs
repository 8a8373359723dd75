using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Configuration;

/// <summary>Every file of a return folder is taken and moved away: it is apart from every other folder of the configuration.</summary>
public sealed class DossiersRetourTests(SharedGateway shared) : IClassFixture<SharedGateway>, IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("dossiers-retour-");

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "a/")]
    [InlineData("a", "A")]
    [InlineData("a", "b/../a")]
    [InlineData("a", "a/retour")]
    [InlineData("a/sortie", "a")]
    [InlineData("a/traites", "a")]
    [InlineData("a/rejetes/b", "a")]
    public async Task The_folder_of_the_snapshots_is_none(string sortie, string retour)
    {
        var errors = await SaveAsync(Scolarix(PathOf(sortie), PathOf(retour)));

        Assert.Contains("instantanés", errors["etablissements[0].scolarix.retour.dossier"], StringComparison.Ordinal);
        Assert.Contains("univ-a", errors["etablissements[0].scolarix.retour.dossier"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("opi")]
    [InlineData("opi/sous")]
    public async Task A_folder_of_OPI_files_of_any_établissement_is_none(string retour)
    {
        var other = Etablissement("univ-b");
        other["opi"]!["fichiers"] = new JsonObject { ["dossier"] = PathOf("opi") };

        var errors = await SaveAsync(other, Scolarix(null, PathOf(retour)));

        Assert.Contains("etablissements[0].opi.fichiers.dossier", errors["etablissements[1].scolarix.retour.dossier"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r", "r")]
    [InlineData("r", "r/traites")]
    [InlineData("r/rejetes/", "r")]
    public async Task The_return_folder_of_another_établissement_is_none(string one, string two)
    {
        var errors = await SaveAsync(Scolarix(null, PathOf(one)), Scolarix(null, PathOf(two), "univ-b"));

        Assert.Contains("univ-b", errors["etablissements[0].scolarix.retour.dossier"], StringComparison.Ordinal);
        Assert.Contains("univ-a", errors["etablissements[1].scolarix.retour.dossier"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_beside_the_others_is_accepted_even_where_its_name_begins_alike() =>
        Assert.DoesNotContain("etablissements[0].scolarix.retour.dossier", await SaveAsync(Scolarix(PathOf("scolarix"), PathOf("scolarix-retour"))));

    // The folders exist, so that nothing else is wrong with them.
    private string PathOf(string name)
    {
        var path = Path.Combine(_root.FullName, name);
        Directory.CreateDirectory(path);
        return path;
    }

    private static JsonNode Scolarix(string? dossier, string retour, string code = "univ-a")
    {
        var document = Etablissement(code);
        document.Remove("apogee");
        document["sis"] = "Scolarix";
        document["scolarix"] = new JsonObject { ["dossier"] = dossier, ["retour"] = new JsonObject { ["dossier"] = retour } };
        return document;
    }

    private static JsonObject Etablissement(string code) =>
        TestDocument.Etablissement(code, code == "univ-a" ? "0730013T" : "0381912X", new Uri("http://127.0.0.1:1/"), new Uri("http://127.0.0.1:2/"));

    /// <summary>The errors by their place. The last word is a wrong one, so that nothing is ever stored.</summary>
    private async Task<IReadOnlyDictionary<string, string>> SaveAsync(params JsonNode[] documents)
    {
        var body = new JsonObject { ["etablissements"] = new JsonArray(documents), ["campagnes"] = new JsonArray(new JsonObject { ["session"] = 1 }) };
        using var response = await shared.Gateway.Admin.RawAsync(HttpMethod.Put, "/api/configuration", body.ToJsonString());
        Assert.False(response.IsSuccessStatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["erreurs"]!.AsArray()
            .GroupBy(e => e!["champ"]!.GetValue<string>()).ToDictionary(g => g.Key, g => string.Join(' ', g.Select(e => e!["message"]!.GetValue<string>())));
    }
}
