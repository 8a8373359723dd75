using System.Threading.Channels;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>
/// Tells the application of the journal where there is work. Each établissement waits in the line once: after a turn it goes
/// to the end of it, so that a long backlog of one does not keep the others.
/// </summary>
public sealed class ApplySignal
{
    private readonly Channel<string> _line = Channel.CreateUnbounded<string>();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    private enum Turn
    {
        /// <summary>Waits in the line.</summary>
        Waiting,

        /// <summary>Has its turn.</summary>
        Taken,

        /// <summary>Has its turn, and was woken meanwhile: there may be more than it has seen.</summary>
        TakenAndWoken,
    }

    /// <summary>Whoever reads a code has its turn to himself until he calls <see cref="Done"/>.</summary>
    public ChannelReader<string> Etablissements => _line.Reader;

    public void Wake(string etablissement)
    {
        lock (_lock)
            if (!_turns.TryGetValue(etablissement, out var turn)) Join(etablissement);
            else if (turn == Turn.Taken) _turns[etablissement] = Turn.TakenAndWoken;
    }

    /// <summary>The turn begins: whoever wakes from here on may have brought something that it does not see.</summary>
    public void Taken(string etablissement)
    {
        lock (_lock) _turns[etablissement] = Turn.Taken;
    }

    /// <summary>The turn ends.</summary>
    /// <param name="more">There is more to do, for another turn.</param>
    public void Done(string etablissement, bool more)
    {
        lock (_lock)
            if (more || _turns[etablissement] == Turn.TakenAndWoken) Join(etablissement);
            else _turns.Remove(etablissement);
    }

    private void Join(string etablissement)
    {
        _turns[etablissement] = Turn.Waiting;
        _line.Writer.TryWrite(etablissement);
    }
}
