using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>
/// Tells the application of the journal that there is work, and hands over the messages that intake has at hand, so
/// that they are not read again. Losing the hand-over costs time only: the journal has the bytes.
/// </summary>
public sealed class ApplySignal
{
    private const int LargestHandOver = 10_000;

    private readonly Channel<string> _etablissements = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, bool> _pending = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, MessageEntrant> _atHand = new();

    public ChannelReader<string> Etablissements => _etablissements.Reader;

    public void Appended(IReadOnlyList<MessageEntrant> messages)
    {
        foreach (var message in messages)
        {
            if (message.Lu is not null && _atHand.Count < LargestHandOver) _atHand[message.Id] = message;
            Wake(message.Etablissement);
        }
    }

    public void Wake(string etablissement)
    {
        if (_pending.TryAdd(etablissement, true)) _etablissements.Writer.TryWrite(etablissement);
    }

    /// <summary>From here on another message of this établissement wakes again.</summary>
    public void Taken(string etablissement) => _pending.TryRemove(etablissement, out _);

    public MessageEntrant? Take(long id) => _atHand.TryRemove(id, out var message) ? message : null;
}
