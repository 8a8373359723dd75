namespace Parcoursup.Gateway.Domain.Livraisons;

/// <summary>A message cannot be composed of its content: nothing of it has left. The message is French.</summary>
public sealed class EnvoiImpossibleException(string message, Exception? innerException = null) : Exception(message, innerException);
