using System.Diagnostics;

namespace Parcoursup.Gateway.Appariement;

/// <summary>A command of the gateway as a process of its own: its CPU time, its memory, its time.</summary>
internal sealed record MeasuredCommand(int Code, TimeSpan Cpu, TimeSpan Wall, double Mebibytes)
{
    private static readonly string Program = Find();

    public static async Task<MeasuredCommand> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["exec", Program, "exposition", .. arguments]) start.ArgumentList.Add(argument);
        // The measured work is the gateway's, not the waiting for the other side's limit.
        start.Environment["Exposition__AppelsParMinute"] = "60000000";
        start.Environment["Exposition__Rafale"] = "100000";
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var errors = process.StandardError.ReadToEndAsync();
        var (cpu, peak) = (TimeSpan.Zero, 0L);
        while (!process.HasExited)
        {
            try
            {
                process.Refresh();
                (cpu, peak) = (process.TotalProcessorTime, Math.Max(peak, process.PeakWorkingSet64));
            }
            catch (InvalidOperationException)
            {
                break;
            }

            await Task.Delay(20);
        }

        await process.WaitForExitAsync();
        await output;
        if (process.ExitCode != 0) Console.Error.WriteLine((await errors).Split('\n').Reverse().Skip(1).FirstOrDefault());
        return new MeasuredCommand(process.ExitCode, cpu, watch.Elapsed, peak / 1024.0 / 1024.0);
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = folder.Parent!.Name;
        while (!File.Exists(Path.Combine(folder.FullName, "Parcoursup.Gateway.slnx"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "src/Gateway/bin", configuration, "net10.0/gateway.dll");
    }
}
