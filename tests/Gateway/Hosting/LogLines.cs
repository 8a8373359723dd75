using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>What was logged: each entry's text, and the messages of its exceptions.</summary>
public sealed class LogLines(LogLevel least) : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _seen = new();

    public IReadOnlyCollection<string> Seen => _seen;

    /// <summary>The oldest entry that was not yet taken, with its exception; null when there is none.</summary>
    public string? Take() => _seen.TryDequeue(out var entry) ? entry : null;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        _seen.Enqueue(formatter(state, exception));
        for (var e = exception; e is not null; e = e.InnerException) _seen.Enqueue($"{e.GetType().Name}: {e.Message}");
    }

    public void Dispose()
    {
    }
}
