using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Http;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>What a gateway of this process has written of requests that failed: a test that was answered 500 tells why.</summary>
internal sealed class RequestFailures : ILoggerProvider, ILogger
{
    private const int Most = 50;
    private static readonly ConcurrentQueue<string> Last = new();

    public static void Keep(ILoggingBuilder logging) => logging.AddProvider(new RequestFailures())
        .AddFilter<RequestFailures>(category: null, LogLevel.None).AddFilter<RequestFailures>(typeof(ErrorMiddleware).FullName, LogLevel.Error);

    /// <summary>Why the request of this number failed; empty where that is not known.</summary>
    public static string Of(string correlation) => Last.LastOrDefault(told => told.Contains(correlation, StringComparison.Ordinal)) ?? "";

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Last.Enqueue($"{formatter(state, exception)} {exception}");
        while (Last.Count > Most) Last.TryDequeue(out _);
    }

    public void Dispose()
    {
    }
}
