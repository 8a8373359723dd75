using System.Text;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Documentation;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Storage;

/// <summary>What is put aside while it is read has no name: a process that is killed leaves nothing of it.</summary>
public sealed partial class FichierEphemereTests
{
    [Fact]
    public async Task It_has_no_name_from_the_beginning_and_keeps_what_is_written()
    {
        await using var file = FichierEphemere.Creer();
        Assert.False(File.Exists(file.Name));

        await file.WriteAsync("contenu"u8.ToArray());
        file.Position = 0;

        Assert.Equal("contenu", await new StreamReader(file).ReadToEndAsync());
    }

    [Fact]
    public async Task While_it_is_open_it_lies_in_no_folder()
    {
        await using var file = FichierEphemere.Creer();
        await file.WriteAsync(Encoding.UTF8.GetBytes("Lefèvre Zoé"));
        await file.FlushAsync();

        var link = new FileInfo($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}").LinkTarget!;
        Assert.EndsWith(" (deleted)", link, StringComparison.Ordinal);
        Assert.False(File.Exists(link[..^" (deleted)".Length]));
        file.Position = 0;
        Assert.Equal("Lefèvre Zoé", await new StreamReader(file).ReadToEndAsync());
    }

    [Fact]
    public void Nothing_else_puts_anything_into_the_temporary_folder()
    {
        var users = Directory.EnumerateFiles(Depot.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/Demo/", StringComparison.Ordinal) && !path.Contains("/Simulators/", StringComparison.Ordinal))
            .Where(path => Temporary().IsMatch(File.ReadAllText(path)))
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

        // The latter knows nothing of the engine, and removes the name in the same way.
        Assert.Equal(["FichierEphemere.cs", "ReceivedContent.cs"], users);
    }

    [GeneratedRegex(@"GetTempPath|GetTempFileName|CreateTempSubdirectory")]
    private static partial Regex Temporary();
}
