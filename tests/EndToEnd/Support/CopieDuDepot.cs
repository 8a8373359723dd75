namespace Parcoursup.Gateway.EndToEnd.Tests.Support;

/// <summary>The script <c>run</c> in a folder of its own, on a machine that has a few small tools and what a test gives it.</summary>
internal sealed class CopieDuDepot : IDisposable
{
    private static readonly string[] Tools =
        ["bash", "sh", "env", "find", "sed", "cut", "sort", "cksum", "cat", "mktemp", "touch", "rm", "paste", "dirname", "mkdir", "chmod"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("run-");

    public CopieDuDepot()
    {
        foreach (var file in new[] { "run", "build/sdk.sh", "global.json" }) Copy(file);
        foreach (var file in new[] { "src/Gateway/Program.cs", "src/Demo/Program.cs", "docs/guide/pages.md", "wsdl/contrat.wsdl", "Directory.Build.props", "BannedSymbols.txt" })
            Write(file, "");
        Directory.CreateDirectory(Bin);
        foreach (var tool in Tools)
            File.CreateSymbolicLink(Path.Combine(Bin, tool), new[] { "/bin", "/usr/bin" }.Select(at => Path.Combine(at, tool)).First(File.Exists));
    }

    /// <summary>The folders that were built, in order.</summary>
    public IReadOnlyList<string> Builds => File.Exists(Log) ? File.ReadAllLines(Log) : [];

    private string Bin => Path.Combine(_folder.FullName, "outils");

    private string Log => Path.Combine(_folder.FullName, "constructions");

    /// <summary>A dotnet that notes what it builds and repeats what it shall execute.</summary>
    /// <param name="first">What it does before; it may end there.</param>
    public void WithDotnet(string first = "") => With("dotnet", $$"""
        {{first}}
        case $1 in
          --version) echo 10.0.101 ;;
          --list-sdks) echo "8.0.404 [/usr/share/dotnet/sdk]" ;;
          msbuild) mkdir -p "$2/obj"; echo "$2" >>"$LOG" ;;
          exec) shift; echo "$*" ;;
        esac
        """);

    /// <summary>A program of the machine.</summary>
    public void With(string program, string script)
    {
        var file = Path.Combine(Bin, program);
        File.WriteAllText(file, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
    }

    /// <summary>As if it had just been edited; a little ahead, whatever the clock of the disk is good for.</summary>
    public void Touch(string file, bool ahead = true) =>
        File.SetLastWriteTimeUtc(Path.Combine(_folder.FullName, file), TimeProvider.System.GetUtcNow().UtcDateTime + TimeSpan.FromMinutes(ahead ? 1 : -60));

    public void Delete(string file) => File.Delete(Path.Combine(_folder.FullName, file));

    /// <summary>Runs it to its end; what it said on standard error comes first.</summary>
    public Task<(int Code, string Output)> RunAsync(params string[] arguments) => ToolProcess.RunAsync(
        Path.Combine(_folder.FullName, "run"), arguments, new Dictionary<string, string> { ["PATH"] = Bin, ["LOG"] = Log });

    public void Dispose() => _folder.Delete(recursive: true);

    private void Copy(string file)
    {
        Write(file, "");
        File.Copy(Path.Combine(Repository.Root, file), Path.Combine(_folder.FullName, file), overwrite: true);
    }

    private void Write(string file, string content)
    {
        var path = Path.Combine(_folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
