using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Configuration;

/// <summary>
/// The document as it has always been written and read, whoever owns its parts: the files beside this test were made by the
/// program when the sections were still members of one record.
/// </summary>
public sealed class DocumentFormatTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private DocumentFormat Format => shared.Gateway.Services.GetRequiredService<DocumentFormat>();

    public static TheoryData<string, string?, string?, string?> Readings() => new(
        JsonNode.Parse(Text("illisibles.json"))!.AsArray().Select(r => (
            r!["document"]!.GetValue<string>(), r["champ"]?.GetValue<string>(), r["message"]?.GetValue<string>(), r["sis"]?.GetValue<string>())));

    [Fact]
    public void What_is_exported_keeps_every_field_in_its_place()
    {
        var document = Complete();
        var exported = document with { Etablissements = [.. document.Etablissements.Select(DocumentSecrets.Redact)] };

        Assert.Equal(Text("complet.exporte.json"), JsonSerializer.Serialize(exported, new JsonSerializerOptions(Format.Options) { WriteIndented = true }) + "\n");
    }

    [Fact]
    public void What_is_stored_keeps_every_field_in_its_place() =>
        Assert.Equal(Stored(), Complete().Etablissements.Select(Format.Of));

    [Fact]
    public void What_was_stored_before_is_equal_after_reading_so_that_nobody_is_evaluated_again() =>
        Assert.Equal(Stored(), Stored().Select(text => Format.Of(Format.Read<EtablissementDocument>(text))));

    [Theory]
    [MemberData(nameof(Readings))]
    public void What_cannot_be_read_is_told_in_the_same_place_and_words(string document, string? champ, string? message, string? sis)
    {
        var error = Format.TryRead<ConfigurationDocument>(Encoding.UTF8.GetBytes(document), out var read);

        Assert.Equal((champ, message), (error?.Champ, error?.Message));
        Assert.Equal(sis, error is null ? read!.Etablissements[0].Sis.Code : null);
    }

    [Fact]
    public async Task Every_error_is_told_in_the_same_order_and_words()
    {
        using var response = await shared.Gateway.Admin.RawAsync(HttpMethod.Put, "/api/configuration", Text("fautif.json"));

        var told = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["erreurs"]!.AsArray();
        Assert.Equal(JsonNode.Parse(Text("fautif.erreurs.json"))!.AsArray().Select(Line), told.Select(Line));
    }

    [Theory]
    [InlineData(0, "https://parcoursup.exemple.fr/interface\npsup\nmdp-psup\n999/8842\n0730013T")]
    [InlineData(1, "https://parcoursup.exemple.fr/interface\nlycee\nmdp-lycee\n/\n0381912X")]
    [InlineData(2, "\n\n\n/\n0170100L")]
    public void The_fingerprint_of_the_connection_covers_the_same_lines(int etablissement, string lines)
    {
        var services = shared.Gateway.Services;
        var stored = services.GetRequiredService<DocumentSecrets>().Seal(Complete().Etablissements[etablissement], null, PreparedHashes.Aucun());

        var model = services.GetRequiredService<EtablissementModels>().Of(stored);

        Assert.Equal(services.GetRequiredService<MasterKey>().FingerprintOf(lines), model.ConnectionFingerprint);
    }

    private ConfigurationDocument Complete()
    {
        Assert.Null(Format.TryRead<ConfigurationDocument>(Encoding.UTF8.GetBytes(Text("complet.json")), out var document));
        return document!;
    }

    private static string Line(JsonNode? error) => $"{error!["champ"]} : {error["message"]}";

    private static string[] Stored() => Text("complet.stocke.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Engine", "Configuration", "Documents", name));
}
