namespace Parcoursup.Gateway.Interop.Tests.Servers;

/// <summary>All foreign servers, up while the tests call them.</summary>
public sealed class ForeignServersRun(InteropRun clients) : IAsyncLifetime
{
    private readonly Dictionary<string, RunningServer> _running = [];
    private readonly Dictionary<string, string> _failures = [];

    /// <summary>Fails with what is missing when it could not be run.</summary>
    internal RunningServer Of(ForeignServer server)
    {
        if (_failures.TryGetValue(server.Name, out var failure)) Assert.Fail(failure);
        return _running[server.Name];
    }

    public async ValueTask InitializeAsync()
    {
        foreach (var server in ForeignServer.All)
        {
            try
            {
                _running[server.Name] = await server.StartAsync(clients.Contracts, TestContext.Current.CancellationToken);
            }
            catch (InvalidOperationException e)
            {
                _failures[server.Name] = e.Message;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _running.Values) await server.DisposeAsync();
    }
}
