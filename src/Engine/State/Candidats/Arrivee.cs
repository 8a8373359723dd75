using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Intake;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>How a message about a candidate came in, which settles its place among the others (rule B5).</summary>
public sealed record Arrivee
{
    private readonly DateTimeOffset _le;

    /// <summary>The source's name, as people call it.</summary>
    public required string Source { get; init; }

    /// <summary>Place in the journal.</summary>
    public required long Ordre { get; init; }

    /// <summary>
    /// When the source spoke, machine time: a push was received, the request of a pull left, a file was exported. As precise
    /// as every database keeps it, so that what is read back is the same moment.
    /// </summary>
    public required DateTimeOffset Le
    {
        get => _le;
        init => _le = new(value.Ticks - (value.Ticks % TimeSpan.TicksPerMillisecond), value.Offset);
    }

    /// <summary>When it was received, business time.</summary>
    public required DateTimeOffset Recu { get; init; }

    /// <summary>A pull or a file: it came after the moment that it tells of.</summary>
    public bool Instantane { get; init; }

    /// <summary>The trace that it came by, where it speaks of one candidate alone.</summary>
    public string? Trace { get; init; }

    public IdentityOrder Identite => new(Le, Ordre);

    public MessageOrder Voeu(DateTime? dateReponse) =>
        new(MessageOrder.Effective(dateReponse, LocalRecu), Ordre, Le, Instantane);

    public bool IsToCome(DateTime? dateReponse) => MessageOrder.IsToCome(dateReponse, LocalRecu);

    /// <summary>A known place, without a date that is still to come: the former version kept one as it came.</summary>
    public MessageOrder Known(MessageOrder known) => IsToCome(known.DateReponse) ? known with { DateReponse = null } : known;

    private DateTime LocalRecu
    {
        get
        {
            var local = Paris.At(Recu).DateTime;
            // Dates of answers are kept to the second.
            return new(local.Ticks - (local.Ticks % TimeSpan.TicksPerSecond));
        }
    }
}
