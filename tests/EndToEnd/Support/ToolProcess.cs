using System.Diagnostics;

namespace Parcoursup.Gateway.EndToEnd.Tests.Support;

/// <summary>A program of the machine, or a script of this repository.</summary>
internal static class ToolProcess
{
    private static readonly string SearchPath = Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin";

    public static bool Exists(string program) => SearchPath.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs it to its end; what it said on standard error comes first.</summary>
    public static Task<(int Code, string Output)> RunAsync(string program, params string[] arguments) => RunAsync(program, arguments, new Dictionary<string, string>());

    public static async Task<(int Code, string Output)> RunAsync(
        string program, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = SearchPath;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await error + await output);
    }
}
