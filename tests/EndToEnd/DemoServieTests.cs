using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Reporting;
using Parcoursup.Gateway.EndToEnd.Tests.Support;

namespace Parcoursup.Gateway.EndToEnd.Tests;

/// <summary>The demo that stays up: what it tells, where everything is, and how it ends.</summary>
public sealed class DemoServieTests
{
    [Fact]
    public async Task It_tells_addresses_keys_and_what_to_do_next_and_says_goodbye_at_Ctrl_C()
    {
        var ct = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("servie-");
        var ready = Path.Combine(folder.FullName, "pret.json");
        await using var demo = await DemoProcess.ServeAsync(ready, ct);
        await demo.SaysAsync("Ctrl-C arrête tout.", ct);

        var written = JsonNode.Parse(await File.ReadAllTextAsync(ready, ct))!;
        var told = demo.Output;
        foreach (var text in new[]
        {
            $"Passerelle             {written["gateway"]}/", $"Clé d'administrateur   {written["admin"]!["cle"]}", $"Pages, à ouvrir        {written["pages"]!["invitation"]}",
            $"Parcoursup (simulé)    {written["simulateurs"]!["parcoursup"]}/", $"Apogée (simulé)        {written["simulateurs"]!["apogee"]}/",
            $"Fregata (simulé)       {written["simulateurs"]!["fregata"]}/", $"Scolarix (simulé)      {written["simulateurs"]!["scolarix"]}/",
            "Et maintenant, dans un autre terminal", "README.md", "docs/guide/repetition.md",
        })
            Assert.Contains(text, told, StringComparison.Ordinal);
        foreach (var etablissement in written["etablissements"]!.AsArray())
            Assert.Contains($"{etablissement!["api"]}, clé {etablissement["apiCle"]}", told, StringComparison.Ordinal);
        var repetition = written["repetition"]!;
        foreach (var system in new[] { "parcoursup", "apogee" })
            Assert.Equal($"{written["simulateurs"]![system]}/etablissements", repetition[system]!.GetValue<string>());
        foreach (var field in new[] { "codeCandidat", "nom", "prenom", "dateNaissance" }) Assert.NotNull(repetition["candidatTest"]![field]);
        // The command that it gives can be pasted.
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", written["etablissements"]![0]!["apiCle"]!.GetValue<string>());
        var synthese = $"{written["etablissements"]![0]!["api"]}/synthese";
        Assert.Contains($"curl -H 'Authorization: Bearer {written["etablissements"]![0]!["apiCle"]}' {synthese}", told, StringComparison.Ordinal);
        Assert.Contains("auRepos", await http.GetStringAsync(synthese, ct), StringComparison.Ordinal);

        await demo.InterruptAsync();

        Assert.Equal(0, await demo.EndAsync(ct));
        Assert.Contains("Tout est arrêté et le dossier de travail effacé. Au revoir !", demo.Output, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_ready_file_that_cannot_be_written_is_said_before_anything_is_started()
    {
        await using var demo = DemoProcess.Start("--serve", "--ready", "/proc/x");

        Assert.Equal(2, await demo.EndAsync(TestContext.Current.CancellationToken));
        Assert.Contains("--ready : le fichier « /proc/x » ne peut pas être écrit ; vérifier que son dossier existe et les droits.", demo.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", demo.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Passerelle ", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_keeps_the_ready_file_from_being_written_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("servie-");

        Assert.Equal($"--ready : « {folder.FullName} » est un dossier ; indiquer un fichier.", ReadyFile.ProblemOf(folder.FullName));
        Assert.Contains("ne peut pas être écrit", ReadyFile.ProblemOf("/proc/x"), StringComparison.Ordinal);
        Assert.Contains("ne peut pas être écrit", ReadyFile.ProblemOf(Path.Combine(folder.FullName, "absent", "pret.json")), StringComparison.Ordinal);
        Assert.Null(ReadyFile.ProblemOf(Path.Combine(folder.FullName, "pret.json")));
        Assert.Empty(folder.GetFiles());
        folder.Delete();
    }
}
