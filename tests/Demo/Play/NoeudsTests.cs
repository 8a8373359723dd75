using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Parcoursup.Gateway.Demo.Play;

namespace Parcoursup.Gateway.Demo.Tests.Play;

/// <summary>Where temporary folders are made is the process's: nothing else is tested meanwhile.</summary>
[CollectionDefinition(nameof(NoeudsTests), DisableParallelization = true)]
public sealed class SeulCollection;

/// <summary>What stands beside the nodes of a demo, PostgreSQL and nginx, goes with them: also when they could not be started.</summary>
[Collection(nameof(NoeudsTests))]
public sealed class NoeudsTests : IDisposable
{
    private const string Variable = "TMPDIR";
    private static readonly DemoOptions Deux = new() { Noeuds = 2 };

    private readonly string? _former = Environment.GetEnvironmentVariable(Variable);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("demo-");

    public NoeudsTests()
    {
        // The account of PostgreSQL goes through it.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_101_101);
        Environment.SetEnvironmentVariable(Variable, _folder.FullName);
    }

    [Fact]
    public async Task What_was_started_for_them_is_ended_and_taken_away()
    {
        await using (await PreparerAsync(Ports.Libres(1)[0], TestContext.Current.CancellationToken)) Assert.Equal((2, true), Left());

        Assert.Equal((0, false), Left());
    }

    [Fact]
    public async Task Where_the_port_is_taken_the_database_does_not_stay_behind()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var refused = await Assert.ThrowsAsync<DemoException>(() => PreparerAsync(((IPEndPoint)other.LocalEndpoint).Port, TestContext.Current.CancellationToken));

        Assert.Contains("est-il libre", refused.Message, StringComparison.Ordinal);
        Assert.Equal((0, false), Left());
    }

    [Fact]
    public async Task Who_gives_up_while_the_database_starts_leaves_none()
    {
        using var patience = new CancellationTokenSource();
        var starting = PreparerAsync(Ports.Libres(1)[0], patience.Token);
        while (!starting.IsCompleted && !_folder.GetDirectories("parcoursup-pg-*").Any(d => Directory.Exists(Path.Combine(d.FullName, "donnees")))) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        Assert.Equal((0, false), Left());
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, _former);
        _folder.Delete(recursive: true);
    }

    private static Task<Noeuds> PreparerAsync(int port, CancellationToken ct) =>
        Noeuds.PreparerAsync(Deux, port, "passerelle.dll", Path.GetTempPath(), TimeProvider.System, ct);

    // Folders, and whether a server works in one of them.
    private (int Folders, bool Runs) Left() => (_folder.GetDirectories("parcoursup-*").Length,
        Process.GetProcessesByName("postgres").Concat(Process.GetProcessesByName("nginx")).Any(p => CommandOf(p).Contains(_folder.FullName, StringComparison.Ordinal)));

    private static string CommandOf(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
