using Microsoft.Extensions.Configuration;
using Parcoursup.Gateway.Adapters.Catalogue.Tests.Protocol;

namespace Parcoursup.Gateway.Adapters.Catalogue.Tests.Envois;

/// <summary>The section <c>Catalogue:Envoi</c>: judged before the gateway starts, and only where it is switched on.</summary>
public sealed class ReglagesEnvoiTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reglages-envoi-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_is_whole_is_taken() => Assert.Empty(Errors());

    [Fact]
    public void What_is_switched_off_needs_nothing() => Assert.Empty(Errors(("Catalogue:Envoi:Actif", "false"), ("Catalogue:Envoi:Url", "")));

    [Theory]
    [InlineData("Catalogue:Nuit", "", "Catalogue:Envoi:Actif")]
    [InlineData("Catalogue:Nuit", "à 4 h", "Catalogue:Nuit")]
    [InlineData("Catalogue:Envoi:Url", "http://parcoursup.example/ApiFormation/api", "Catalogue:Envoi:Url")]
    [InlineData("Catalogue:Envoi:Certificat", " ", "Catalogue:Envoi:Certificat")]
    [InlineData("Catalogue:Envoi:ClePrivee", "", "Catalogue:Envoi:ClePrivee")]
    [InlineData("Catalogue:Envoi:ClePrivee", "/nulle/part.pem", "Catalogue:Envoi:ClePrivee")]
    [InlineData("Catalogue:Envoi:Limite", "0", "Catalogue:Envoi:Limite")]
    [InlineData("Catalogue:Envoi:Limite", "beaucoup", "Catalogue:Envoi")]
    [InlineData("Catalogue:Envoi:PauseMs", "-1", "Catalogue:Envoi:PauseMs")]
    public void What_is_wrong_is_named(string setting, string value, string named) =>
        Assert.StartsWith(named + " : ", Assert.Single(Errors((setting, value))), StringComparison.Ordinal);

    private List<string> Errors(params (string Name, string Value)[] changes)
    {
        var key = Path.Combine(_folder.FullName, "cle.pem");
        File.WriteAllText(key, Cles.Rsa.ExportPkcs8PrivateKeyPem());
        var settings = new Dictionary<string, string?>
        {
            ["Catalogue:Nuit"] = "0 0 4 * * ?", ["Catalogue:Envoi:Actif"] = "true", ["Catalogue:Envoi:Certificat"] = "moss",
            ["Catalogue:Envoi:Url"] = "https://parcoursup.example/ApiFormation/api", ["Catalogue:Envoi:ClePrivee"] = key,
        };
        foreach (var (name, value) in changes) settings[name] = value;
        return [.. new CatalogueModule().SettingsErrors(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())];
    }
}
