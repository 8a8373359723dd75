using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Composition;

/// <summary>
/// One line an entry, with its time: as text, or as JSON where the setting <c>Journalisation:Format</c> says so. What a full disk
/// makes fail, or a database that does not answer, is told once a minute: a thousand of them would fill it once more. Of the latter with
/// its stack, since a statement that lasts too long looks the same.
/// </summary>
internal sealed class LogFormatter(IConfiguration configuration, StartPhase start, TimeProvider time) : ConsoleFormatter(Id)
{
    public const string Id = "passerelle";
    public const int FullDiskEvent = 19003;
    public const int DatabaseAwayEvent = 19004;

    private readonly bool _json = LogOptions.Of(configuration).Format == LogFormat.Json;
    private readonly OnceAMinute _full = new(time);
    private readonly OnceAMinute _away = new(time);

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (start.Hides(logEntry.Category, logEntry.Exception)) return;
        var line = new LogLine(time.GetLocalNow(), logEntry.LogLevel, logEntry.Category, logEntry.EventId.Id,
            logEntry.Formatter(logEntry.State, logEntry.Exception), logEntry.Exception?.ToString());
        if (GroundFailure.Of(logEntry.Exception) is not { } ground)
            textWriter.WriteLine(_json ? JsonOf(line) : TextOf(line));
        else if ((ground.IsDiskFull ? _full : _away).Next() is { } count)
            Write(ground, line, count, logEntry.Exception!, textWriter);
    }

    private void Write(GroundFailure ground, LogLine of, int count, Exception failure, TextWriter writer)
    {
        var line = of with
        {
            Level = LogLevel.Error, Event = ground.IsDiskFull ? FullDiskEvent : DatabaseAwayEvent,
            Exception = ground.IsDiskFull ? null : of.Exception,
            Message = (ground.IsDiskFull ? "No room left on the disk of the database"
                    : $"The database does not answer ({failure.GetBaseException().Message})")
                + $": {count} failures since the last of these lines. "
                + "Whoever sends is answered 503 and repeats; the rest goes on by itself afterwards.",
        };
        writer.WriteLine(_json ? JsonOf(line) : TextOf(line));
    }

    private static string TextOf(LogLine line)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{line.Time:yyyy-MM-ddTHH:mm:ss.fffzzz} {NameOf(line.Level)}: {line.Category}[{line.Event}] {line.Message}");
        return (line.Exception is null ? text : text + " " + line.Exception).ReplaceLineEndings(" ");
    }

    private static string JsonOf(LogLine line) => JsonSerializer.Serialize(
        new
        {
            timestamp = line.Time.ToString("O", CultureInfo.InvariantCulture), level = line.Level.ToString(), category = line.Category,
            @event = line.Event, message = line.Message, exception = line.Exception,
        },
        JsonText.Options);

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    private sealed record LogLine(
        DateTimeOffset Time, LogLevel Level, string Category, int Event, string Message, string? Exception);
}

/// <summary>When what goes on failing is told again.</summary>
internal sealed class OnceAMinute(TimeProvider time)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _told;
    private int _count;

    /// <summary>How many failures the line stands for; null when it is not yet time for one.</summary>
    public int? Next()
    {
        lock (_lock)
        {
            _count++;
            var now = time.GetUtcNow();
            if (now - _told < Rest) return null;
            var count = _count;
            (_told, _count) = (now, 0);
            return count;
        }
    }
}
